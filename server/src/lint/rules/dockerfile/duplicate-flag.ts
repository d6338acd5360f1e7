import * as l10n from "@vscode/l10n";
import { flagFacts, ignoresFlags } from "../../../dockerfile/facts-flags.ts";
import { remove } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "duplicate-flag",
  aliases: ["FLAG_DUPLICATE"],
  severity: "error",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A flag is given twice."),
    why: () => l10n.t("The build stops: only `--mount`, `--device` and `--exclude` can be repeated."),
    bad: "FROM alpine:3.22\nCOPY --chown=1000 --chown=1000 app /app\n",
    good: "FROM alpine:3.22\nCOPY --chown=1000 app /app\n",
  },
  messages: { twice: (flag) => l10n.t("`--{0}` is given twice.", flag) },
  checkInstruction(it, report) {
    if (ignoresFlags(it)) return;
    const seen = new Map<string, string>();
    for (const flag of it.flags) {
      const first = seen.get(flag.name);
      if (first === undefined) seen.set(flag.name, flag.word.text);
      if (first === undefined || flagFacts(it.keyword, flag.name)?.isRepeatable) continue;
      const edits = [remove({ start: flag.word.start - 1, end: flag.word.end })];
      report(flag.word, "twice", {
        args: [flag.name],
        fix: { title: () => l10n.t("Remove `{0}`", flag.word.text), edits, assist: first !== flag.word.text },
      });
    }
  },
});
