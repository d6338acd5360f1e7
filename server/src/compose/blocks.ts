/** Cuts a compose file into pieces that can be parsed by themselves: its top-level keys and the entries under each. */
import { isIndented } from "../text/lines.ts";

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
  /** The first character behind the indentation. */
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
  const [firstTop] = tops;
  if (firstTop === undefined || !lines.slice(0, firstTop).every((it) => isLoneWord(text, it.start))) return null;
  tops.forEach((top, i) => {
    const next = tops[i + 1] ?? lines.length;
    const end = lines[next]?.start ?? text.length;
    sections.push(section(text, lines, top, next, { start: from, end }));
    from = end;
  });
  return sections;
}

function section(text: string, lines: readonly Line[], top: number, next: number, piece: Piece): Section {
  const firstAt = top + 1;
  const first = firstAt < next ? lines[firstAt] : undefined;
  const headerStart = lines[top]?.start ?? 0;
  const headerEnd = text.indexOf("\n", headerStart);
  const header = text.slice(headerStart, headerEnd < 0 ? text.length : headerEnd).trimEnd();
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

/** The lines at which a file can be cut: those with content that are not inside an entry of a top-level key. */
function readLines(text: string): Line[] | null {
  const lines: Line[] = [];
  // Of the entries under the last top-level key; what is further in is theirs.
  let inside = Number.POSITIVE_INFINITY;
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    const newLine = text.indexOf("\n", start);
    end = newLine < 0 ? text.length : newLine;
    // Most lines stand further in than the entries: told by their first blanks.
    if (inside <= DEEP && isIndented(text, start, inside + 1)) continue;
    const margin = start === 0 && text.charCodeAt(0) === BOM ? 1 : start;
    let at = margin;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    const first = text[at] ?? "";
    const indent = at - margin;
    if (at >= end || first === "#" || first === "\r" || indent > inside) continue;
    if (indent === 0) {
      const isFirst = lines.length === 0;
      if (first === "%" || first === "?" || (isFirst && /[[{"'*]/.test(first))) return null;
      if (MARKER.test(text.slice(start, start + 4))) {
        if (!isFirst || !/^---[ \t]*(?:#.*)?\r?$/.test(text.slice(start, end))) return null;
        continue;
      }
    }
    const isKey = KEY_START.test(first) && hasColon(text, at, end);
    if (indent === 0 && isKey) inside = Number.POSITIVE_INFINITY;
    else if (inside === Number.POSITIVE_INFINITY) inside = indent;
    lines.push({ start, indent, first, isKey });
  }
  return lines;
}

/** The line is a key that is still being typed. */
function isLoneWord(text: string, start: number): boolean {
  const word = /[\w-]+[ \t]*\r?\n/y;
  word.lastIndex = start;
  return word.test(text);
}

const BARE_KEY = /^ *[^\s&*!?-].*:[ \t]*\r?$/;

/** The line of an entry's name and its keys, each with what it holds; null for an entry that has none, or is no plain mapping. */
export function cutEntry(text: string): Piece[] | null {
  const headEnd = text.indexOf("\n");
  // How far a value before a comment reaches depends on the line below.
  if (headEnd < 0 || text.includes("#") || !BARE_KEY.test(text.slice(0, headEnd))) return null;
  const margin = text.search(/[^ ]/);
  const pieces: Piece[] = [];
  let from = 0;
  let inside = -1;
  for (let start = headEnd + 1, end = 0; start < text.length; start = end + 1) {
    const newLine = text.indexOf("\n", start);
    end = newLine < 0 ? text.length : newLine;
    if (inside >= 0 && isIndented(text, start, inside + 1)) continue;
    let at = start;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    const first = text[at] ?? "";
    if (at >= end || (first === "\r" && at + 1 === end)) continue;
    const indent = at - start;
    if (inside < 0) inside = indent;
    // A list may stand in the column of its key.
    if (pieces.length > 0 && first === "-" && indent === inside) continue;
    const isKey = first !== ":" && KEY_START.test(first) && hasColon(text, at, end);
    if (indent !== inside || indent <= margin || !isKey) return null;
    pieces.push({ start: from, end: start });
    from = start;
  }
  if (pieces.length === 0) return null;
  pieces.push({ start: from, end: text.length });
  return pieces;
}

/** A colon that ends a key; the lines of a block scalar may have one too, but they are never at a key's indentation. */
function hasColon(text: string, start: number, end: number): boolean {
  for (let at = text.indexOf(":", start); at >= 0 && at < end; at = text.indexOf(":", at + 1)) {
    if (at + 1 >= end || KEY.test(text.slice(at, at + 2))) return true;
  }
  return false;
}

/** Columns that nobody indents the entries of a section by. */
const DEEP = 100;
const SPACE = 32;
const BOM = 0xfeff;
