import * as l10n from "@vscode/l10n";
import { parseDockerignore } from "../../../shared/context/dockerignore.ts";
import type { Span } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { type Fix, ignoreRule } from "../../rule.ts";

export default ignoreRule({
  id: "invalid-ignore-pattern",
  aliases: [],
  severity: "error",
  fixable: "assist",
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
      if (!pattern) report({ start, end }, "invalid", { args: [text], ...fixFor(text, { start, end }) });
  },
});

/** A bracket that means itself; nothing behind the last backslash. */
function fixFor(text: string, span: Span): { fix?: Fix } {
  const meant = text.replace(/\\$/, "").replace(/(?<!\\)\[/g, "\\[");
  if (meant === text || parseDockerignore(meant).patterns.length === 0) return {};
  return { fix: changeTo(meant, span) };
}
