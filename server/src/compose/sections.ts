/** Edits that add entries to a file's top-level sections. */
import { eolOf } from "../text/lines.ts";
import { type Edit, insert } from "../text/span.ts";
import type { ComposeFile, SectionName } from "./compose-file.ts";
import { indentOf } from "./indent.ts";

/**
 * Adds `name` with the lines below it to the section, which is made at the end of the file where it is not there yet;
 * null in flow style.
 */
export function addEntry(
  file: ComposeFile,
  section: SectionName,
  name: string,
  body: readonly string[] = [],
): Edit | null {
  const eol = eolOf(file.text);
  const step = indentOf(file);
  const entry = (indent: string): string =>
    [`${name}:`, ...body.map((it) => step + it)].map((it) => `${indent}${it}${eol}`).join("");
  const existing = file.section(section).at(-1);
  const { text } = file;
  if (!existing) {
    const separator = text === "" || text.endsWith("\n") ? "" : eol;
    return insert(text.length, `${separator}${text.trim() === "" ? "" : eol}${section}:${eol}${entry(step)}`);
  }
  const { value } = existing;
  if (value.kind === "map" && !value.isFlow) {
    const last = value.pairs.at(-1);
    const first = value.pairs[0];
    if (!last || !first) return null;
    const indent = " ".repeat(file.document.positionAt(first.key.start).character);
    const at = lineEnd(text, last.span.end);
    return insert(at, text[at - 1] === "\n" || at === 0 ? entry(indent) : eol + entry(indent).trimEnd());
  }
  if (value.kind !== "scalar" || !value.isMissing) return null;
  const at = lineEnd(text, existing.key.end);
  return insert(at, text[at - 1] === "\n" ? entry(step) : eol + entry(step).trimEnd());
}

/** The start of the line behind `offset`, or the end of the text; blocks of text end with their line already. */
function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === "\n") return offset;
  const lineBreak = text.indexOf("\n", offset);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}
