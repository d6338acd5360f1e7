import * as l10n from "@vscode/l10n";
import { encodedPath } from "../../../compose/files.ts";
import type { IgnoreFile } from "../../../dockerignore/ignore-file.ts";
import { matched } from "../../../dockerignore/tree.ts";
import type { IgnorePattern } from "../../../shared/context/dockerignore.ts";
import { ignoreRule } from "../../rule.ts";

export default ignoreRule({
  id: "unmatched-ignore-pattern",
  aliases: [],
  severity: "hint",
  docs: {
    summary: () => l10n.t("A pattern of a `.dockerignore` matches no file."),
    why: () =>
      l10n.t(
        "It may be misspelt, or have been left behind by something that is gone. Paths start at the folder of the build context, not at any folder: `**/name` matches everywhere.",
      ),
    bad: "no-such-folder\n",
    good: "app\n",
  },
  messages: {
    nothing: (pattern) => l10n.t("`{0}` matches nothing in the build context.", pattern),
    deeper: (pattern, other) =>
      l10n.t("`{0}` matches nothing here; `{1}` would match in the folders below.", pattern, other),
  },
  check(file, report) {
    for (const { pattern, text, start, end } of file.patterns) {
      if (!pattern || !matchesNothing(file, pattern)) continue;
      const written = text.replace(/^!\s*/, "");
      const anywhere = `**/${pattern.text}`;
      const isDeeper =
        !pattern.text.startsWith("**") &&
        !pattern.text.includes("/") &&
        matched(file.tree, (path) => pattern.matches(path.slice(path.lastIndexOf("/") + 1))).length > 0;
      const fix = {
        title: () => l10n.t("Write `{0}`", anywhere),
        edits: [{ span: { start: end - written.length, end }, newText: anywhere }],
        assist: true,
      };
      const span = { start, end };
      if (isDeeper) report(span, "deeper", { args: [written, anywhere], fix });
      else report(span, "nothing", { args: [written] });
    }
  },
});

/** Sure of it: where not everything can be looked at, nothing is said. */
function matchesNothing(file: IgnoreFile, pattern: IgnorePattern): boolean {
  const { text } = pattern;
  if (!/[*?[\\]/.test(text)) {
    const uri = file.root + encodedPath(text);
    return text !== "." && !text.startsWith("..") && file.files.exists(uri) === false;
  }
  const { tree } = file;
  return tree.isWhole && !tree.paths.some((path) => pattern.matches(path.replace(/\/$/, "")));
}
