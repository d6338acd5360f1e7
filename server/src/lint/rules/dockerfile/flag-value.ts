import * as l10n from "@vscode/l10n";
import { flagFacts, ignoresFlags } from "../../../dockerfile/facts-flags.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "flag-value",
  aliases: ["FLAG_MISSING_VALUE", "FLAG_EXPECTED_BOOLEAN_VALUE", "FLAG_INVALID_LINK_VALUE"],
  severity: "error",
  docs: {
    summary: () => l10n.t("A flag has no value, or not `true` or `false` where it is a switch."),
    why: () => l10n.t("The build stops at it."),
    bad: "FROM alpine:3.22\nCOPY --chown --link=maybe app /app\n",
    good: "FROM alpine:3.22\nCOPY --chown=1000 --link=true app /app\n",
  },
  messages: {
    missing: (flag) => l10n.t("`--{0}` needs a value: `--{0}=…`.", flag),
    boolean: (flag, value) => l10n.t("`--{0}` is `true` or `false`, not `{1}`.", flag, value),
  },
  checkInstruction(it, report) {
    if (ignoresFlags(it)) return;
    for (const flag of it.flags) {
      const facts = flagFacts(it.keyword, flag.name);
      if (!facts) continue;
      const isEmpty = !flag.value || flag.value.text === "";
      if (facts.kind === "boolean") {
        if (flag.value && isEmpty) report(flag.word, "missing", { args: [flag.name] });
        else if (flag.value && !/^(?:true|false)$/i.test(flag.value.unquoted)) {
          report(flag.value, "boolean", { args: [flag.name, flag.value.text] });
        }
      } else if (!flag.value) report(flag.word, "missing", { args: [flag.name] });
    }
  },
});
