/** Cuts a compose file into pieces that can be parsed by themselves: its top-level keys and the entries under each. */

export interface Piece {
  readonly start: number;
  readonly end: number;
}

export interface Section {
  /** The line of the key; the whole section where it is not cut further. */
  readonly head: Piece;
  readonly children: readonly Piece[];
}

interface Line {
  readonly start: number;
  readonly indent: number;
  /** The first character behind the indentation; none on a line without content. */
  readonly first: string;
  readonly isKey: boolean;
}

const KEY_START = /[^\s#{}[\],|>%@`?-]/;
const KEY = /:(?:[ \t\r]|$)/;
const BARE_HEADER = /:[ \t]*(?:[&!]\S+[ \t]*)*(?:#.*)?\r?$/;
const MARKER = /^(?:---|\.\.\.)(?:\s|$)/;

/** Null for a file that is not one block mapping: several documents, directives, flow style. */
export function cut(text: string): Section[] | null {
  const lines = readLines(text);
  if (!lines) return null;
  const sections: Section[] = [];
  let from = 0;
  const tops = lines.flatMap((line, index) => (line.indent === 0 && line.isKey ? [index] : []));
  if (tops.length === 0 || lines.findIndex((it) => it.first !== "") !== tops[0]) return null;
  tops.forEach((top, i) => {
    const next = tops[i + 1] ?? lines.length;
    const end = lines[next]?.start ?? text.length;
    sections.push(section(text, lines, top, next, { start: from, end }));
    from = end;
  });
  return sections;
}

function section(text: string, lines: readonly Line[], top: number, next: number, piece: Piece): Section {
  const firstAt = nextContent(lines, top + 1, next);
  const first = lines[firstAt];
  const header = text.slice(lines[top]?.start, lines[top + 1]?.start ?? text.length).trimEnd();
  if (!first?.isKey || first.indent === 0 || !BARE_HEADER.test(header)) return { head: piece, children: [] };
  const children: Piece[] = [];
  // Comments above the first entry stay with the header.
  let from = first.start;
  for (let i = firstAt + 1; i < next; i++) {
    const line = lines[i];
    // `? key` and `: value` belong together.
    if (line?.first === "?" && line.indent === first.indent) return { head: piece, children: [] };
    if (!line?.isKey || line.indent !== first.indent) continue;
    children.push({ start: from, end: line.start });
    from = line.start;
  }
  children.push({ start: from, end: piece.end });
  return { head: { start: piece.start, end: first.start }, children };
}

function nextContent(lines: readonly Line[], from: number, to: number): number {
  let at = from;
  while (at < to && lines[at]?.first === "") at++;
  return at < to ? at : -1;
}

function readLines(text: string): Line[] | null {
  const lines: Line[] = [];
  let start = 0;
  let hasContent = false;
  while (start < text.length) {
    const newLine = text.indexOf("\n", start);
    const end = newLine < 0 ? text.length : newLine;
    const line = readLine(text, start, end);
    if (line.indent === 0 && line.first !== "") {
      if (line.first === "%" || line.first === "?" || (!hasContent && /[[{"'*]/.test(line.first))) return null;
      if (MARKER.test(text.slice(start, start + 4))) {
        if (hasContent || !/^---[ \t]*(?:#.*)?\r?$/.test(text.slice(start, end))) return null;
        lines.push({ start, indent: 0, first: "", isKey: false });
        start = end + 1;
        continue;
      }
    }
    if (line.first !== "") hasContent = true;
    lines.push(line);
    start = end + 1;
  }
  return lines;
}

function readLine(text: string, start: number, end: number): Line {
  let at = start;
  if (at === 0 && text.charCodeAt(0) === BOM) at++;
  const margin = at;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  const first = text[at] ?? "";
  const indent = at - margin;
  if (at >= end || first === "#" || first === "\r") return { start, indent, first: "", isKey: false };
  return { start, indent, first, isKey: KEY_START.test(first) && hasColon(text, at, end) };
}

/** A colon that ends a key; the lines of a block scalar may have one too, but they are never at a key's indentation. */
function hasColon(text: string, start: number, end: number): boolean {
  for (let at = text.indexOf(":", start); at >= 0 && at < end; at = text.indexOf(":", at + 1)) {
    if (at + 1 >= end || KEY.test(text.slice(at, at + 2))) return true;
  }
  return false;
}

const SPACE = 32;
const BOM = 0xfeff;
