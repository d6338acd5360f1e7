/** By how much the file indents what stands inside: its own habit, for what is written into it. */
import { lineStart } from "../text/lines.ts";
import { type Edit, lineAfter, replace } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";

export const indentOf = (file: ComposeFile): string =>
  file.derive(indentOf, () => {
    // Lists say nothing: many files do not indent them.
    const inside = /^[^\s#-].*\r?\n(?:[ ]*(?:#.*)?\r?\n)*([ ]{1,8})[^\s#-]/m.exec(file.text.slice(0, FAR));
    return inside?.[1] ?? "  ";
  });

const FAR = 20_000;

/** Each tab that the line, those right above and those right below begin with becomes one step of indentation. */
export function untabbed(file: ComposeFile, offset: number): Edit[] {
  const edits: Edit[] = [];
  const { text } = file;
  const step = indentOf(file);
  let start = lineStart(text, offset);
  while (start > 0 && tabbedIndent(text, lineStart(text, start - 1)) !== "") start = lineStart(text, start - 1);
  while (start < text.length) {
    const found = tabbedIndent(text, start);
    if (found === "") break;
    edits.push(replace({ start, end: start + found.length }, found.replaceAll("\t", step)));
    start = lineAfter(text, start);
  }
  return edits;
}

/** Empty where there is no tab in it. */
function tabbedIndent(text: string, start: number): string {
  const indent = / *\t[ \t]*/y;
  indent.lastIndex = start;
  return indent.exec(text)?.[0] ?? "";
}
