import * as l10n from "@vscode/l10n";
import { lineAfter, remove, replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "invalid-escape-directive",
  aliases: ["INVALID_ESCAPE_DIRECTIVE"],
  severity: "error",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The directive `escape` is a backslash or a backtick."),
    why: () => l10n.t("The build stops at anything else."),
    bad: "# escape=/\nFROM alpine:3.22\n",
    good: "# escape=`\nFROM alpine:3.22\n",
  },
  messages: { character: (value) => l10n.t("`{0}` cannot be the escape character: it is `\\` or a backtick.", value) },
  keywords: [],
  check(file, report) {
    for (const { name, value, valueSpan, span } of file.directives) {
      if (name !== "escape" || value === "\\" || value === "`") continue;
      const line = { start: span.start, end: lineAfter(file.text, span.end) };
      const fixes = [
        { title: () => l10n.t("Remove `{0}`", "escape"), edits: [remove(line)] },
        { title: () => l10n.t("Change to a backtick"), edits: [replace(valueSpan, "`")], assist: true },
        { title: () => l10n.t("Change to `{0}`", "\\"), edits: [replace(valueSpan, "\\")], assist: true },
      ];
      report(valueSpan, "character", { args: [value.slice(0, 20)], fixes });
    }
  },
});
