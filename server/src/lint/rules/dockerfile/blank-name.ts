import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "blank-name",
  aliases: ["SYNTAX_MISSING_NAMES"],
  severity: "error",
  docs: {
    summary: () => l10n.t("A pair of `ENV`, `LABEL` or `ARG` has no name before its `=`."),
    why: () => l10n.t("The build stops; mostly there is a blank too many before the `=`."),
    bad: "FROM alpine:3.22\nENV A=1 =2\n",
    good: "FROM alpine:3.22\nENV A=1 B=2\n",
  },
  messages: { blank: (keyword) => l10n.t("A name is missing before this `=` of `{0}`.", keyword) },
  keywords: ["ENV", "LABEL", "ARG"],
  checkInstruction(it, report) {
    for (const { name, word, hasEquals } of it.pairs)
      if (hasEquals && name.unquoted === "") report(word, "blank", { args: [it.keyword] });
  },
});
