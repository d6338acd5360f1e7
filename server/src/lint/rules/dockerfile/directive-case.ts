import * as l10n from "@vscode/l10n";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "directive-case",
  aliases: ["CASING_DIRECTIVE"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("Parser directives are written in lower case."),
    why: () => l10n.t("It is the custom, and other tools may not see them otherwise."),
    bad: "# Escape=`\nFROM alpine:3.22\n",
    good: "# escape=`\nFROM alpine:3.22\n",
  },
  messages: { lower: (name) => l10n.t("Write the directive in lower case: `{0}`.", name) },
  keywords: [],
  check(file, report) {
    for (const { name, nameSpan } of file.directives) {
      if (!["escape", "syntax", "check"].includes(name) || file.text.slice(nameSpan.start, nameSpan.end) === name)
        continue;
      report(nameSpan, "lower", {
        args: [name],
        fix: changeTo(name, nameSpan),
      });
    }
  },
});
