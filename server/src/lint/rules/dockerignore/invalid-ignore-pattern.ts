import * as l10n from "@vscode/l10n";
import { ignoreRule } from "../../rule.ts";

export default ignoreRule({
  id: "invalid-ignore-pattern",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("A pattern of a `.dockerignore` is not one."),
    why: () =>
      l10n.t("No build starts with it: a bracket has no end, a backslash has nothing behind it, or `!` stands alone."),
    bad: "app/[a-z\n",
    good: "app\n",
  },
  messages: {
    invalid: (pattern) => l10n.t("Docker refuses the pattern `{0}`.", pattern),
  },
  check(file, report) {
    for (const { pattern, text, start, end } of file.patterns)
      if (!pattern) report({ start, end }, "invalid", { args: [text] });
  },
});
