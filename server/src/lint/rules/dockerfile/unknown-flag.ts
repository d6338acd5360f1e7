import * as l10n from "@vscode/l10n";
import { FLAGS, ignoresFlags } from "../../../dockerfile/facts-flags.ts";
import { isKeyword } from "../../../dockerfile/keywords.ts";
import { nearest } from "../../../text/nearest.ts";
import { replace } from "../../../text/span.ts";
import { dropFlag } from "../../flag-fixes.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unknown-flag",
  aliases: ["UNKNOWN_ADD_FLAG", "UNKNOWN_COPY_FLAG", "UNKNOWN_FROM_FLAG", "UNKNOWN_HEALTHCHECK_FLAG"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("An instruction has a flag that it does not know."),
    why: () => l10n.t("The build stops at it."),
    bad: "FROM alpine:3.22\nCOPY --chwon=1000 app /app\n",
    good: "FROM alpine:3.22\nCOPY --chown=1000 app /app\n",
  },
  messages: {
    unknown: (keyword, flag) => l10n.t("`{0}` has no flag `--{1}`.", keyword, flag),
    meant: (keyword, flag, meant) => l10n.t("`{0}` has no flag `--{1}`. Did you mean `--{2}`?", keyword, flag, meant),
  },
  checkInstruction(it, report) {
    const { keyword } = it;
    // The arguments of CMD and ENTRYPOINT may start with dashes in old engines only; a key of ENV or LABEL never did.
    if (!isKeyword(keyword) || ignoresFlags(it)) return;
    const known = (FLAGS.get(keyword) ?? []).map((flag) => flag.name);
    for (const flag of it.flags) {
      if (known.includes(flag.name)) continue;
      const meant = nearest(flag.name.toLowerCase(), known);
      const drop = dropFlag(flag);
      if (!meant) {
        report(flag.nameWord, "unknown", { args: [keyword, flag.name], fix: drop });
        continue;
      }
      const change = { title: () => l10n.t("Change to `{0}`", `--${meant}`), edits: [replace(flag.nameWord, meant)] };
      report(flag.nameWord, "meant", { args: [keyword, flag.name, meant], fixes: [change, drop] });
    }
  },
});
