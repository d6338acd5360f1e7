/** What a pattern keeps out of the build context, or lets back in. */
import * as l10n from "@vscode/l10n";
import type { Hover } from "vscode-languageserver-types";
import type { IgnoreFile } from "./ignore-file.ts";
import { matched } from "./tree.ts";

const NAMED = 8;

export function hover(file: IgnoreFile, offset: number): Hover | null {
  const at = file.patternAt(offset);
  if (!at) return null;
  const { pattern } = at;
  if (!pattern) return markdown(file, at, [l10n.t("Docker refuses to build with this pattern.")]);
  const what = pattern.isException
    ? l10n.t("Lets back into the build context what an earlier pattern kept out.")
    : l10n.t("Keeps out of the build context what this pattern matches, and all that is in a folder that it matches.");
  const { tree } = file;
  const found = matched(tree, (path) => pattern.matches(path));
  const count = tree.isWhole
    ? l10n.t("Matches here: {0}", found.length)
    : l10n.t("Matches among the {1} files and folders that were looked at: {0}", found.length, tree.paths.length);
  const names = found.slice(0, NAMED).map((path) => `- \`${path.replaceAll("`", "'")}\``);
  const more = found.length > NAMED ? [`- …`] : [];
  return markdown(file, at, [what, ...(tree.paths.length > 0 ? [count] : []), [...names, ...more].join("\n")]);
}

const markdown = (file: IgnoreFile, span: { start: number; end: number }, parts: readonly string[]): Hover => ({
  contents: { kind: "markdown", value: parts.filter((part) => part !== "").join("\n\n") },
  range: file.rangeOf(span),
});
