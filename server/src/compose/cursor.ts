/**
 * Where the cursor is, told from the lines above it: while somebody types, the tree is broken just there. Reads upwards
 * from the cursor, in time linear in the lines passed.
 */

import { isIndented, lineStart } from "../text/lines.ts";
import { applyEdits, type Edit, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { openBrackets } from "./flow.ts";
import { untabbed } from "./indent.ts";
import type { Step } from "./schema.ts";

export interface Cursor {
  /** `key`: a key or a list's item may be written here; `value`: behind a key's colon; `item`: behind a dash or in `[`. */
  readonly kind: "key" | "value" | "item";
  /** The keys and items around the cursor; for a value the key itself is last. */
  readonly path: readonly Step[];
  /** What is written already, from the start of the word, with its quotes. */
  readonly word: Span;
  readonly prefix: string;
  /** The quote the word starts with. */
  readonly quote: string;
  /** The column where a key of this place stands. */
  readonly column: number;
  /** Directly behind a dash, without the blank. */
  readonly needsBlank: boolean;
  /** Keys of the same mapping, items of the same list. */
  readonly siblings: ReadonlySet<string>;
  /** Indents with spaces what tabs indent here: YAML knows no column behind them, and `column` is the one afterwards. */
  readonly untabbing: readonly Edit[];
}

/** Without its end. */
type Line = Span;

const LINE = /^([ \uFEFF]*)((?:-[ ]+)*(?:-$)?)(.*)$/s;
const TABBED = /^ *\t/;
const TAB_BEHIND_DASH = /^[ -]*\t/;
const KEY =
  /^(?:[&!]\S+[ ]+)*("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#{[\]},:][^:#]*?|[^\s"'#{[\]},:](?:[^:]|:(?=\S))*?)[ ]*:(?:[ \t]+(.*))?$/s;

/** Once for each version of the file: several features ask about the same place. */
export const cursorAt = (file: ComposeFile, offset: number): Cursor | null =>
  file.derive(`cursor at ${offset}`, () => {
    const { text } = file;
    return TABBED.test(text.slice(lineStart(text, offset), offset))
      ? cursorBehindTabs(file, offset)
      : cursorIn(text, offset);
  });

function cursorBehindTabs(file: ComposeFile, offset: number): Cursor | null {
  const untabbing = untabbed(file, offset);
  const above = untabbing.filter(({ span }) => span.start < offset);
  if ((above.at(-1)?.span.end ?? 0) > offset) return null;
  const moved = above.reduce((sum, { span, newText }) => sum + newText.length - (span.end - span.start), 0);
  const cursor = cursorIn(applyEdits(file.text, untabbing), offset + moved);
  return cursor && { ...cursor, word: { start: cursor.word.start - moved, end: offset }, untabbing };
}

function cursorIn(text: string, offset: number): Cursor | null {
  const start = lineStart(text, offset);
  const before = text.slice(start, offset);
  if (before.length > 2000 || isComment(before) || TAB_BEHIND_DASH.test(before)) return null;
  const [, blanks = "", dashes = "", rest = ""] = LINE.exec(before) ?? [];
  const column = blanks.length + dashes.length;
  const flow = inFlow(text, offset);
  if (flow) return flow;
  const key = KEY.exec(rest);
  const value = key?.[2];
  const above = parents(text, start, blanks.length, dashes);
  if (!above) return null;
  if (key && value !== undefined) {
    const name = unquoted(key[1] ?? "");
    const prefix = value.replace(/^(?:[&!]\S+[ ]+)*/, "");
    return {
      kind: "value",
      path: [...above, name],
      ...word(prefix, offset),
      column,
      needsBlank: false,
      siblings: NONE,
      untabbing: [],
    };
  }
  if (key) return null; // Directly behind the colon.
  const endsInDash = dashes.endsWith("-");
  const siblings = siblingsOf(text, start, blanks.length, dashes);
  return {
    kind: dashes === "" ? "key" : "item",
    path: above,
    ...word(rest, offset),
    column: endsInDash ? column + 1 : column,
    needsBlank: endsInDash,
    siblings,
    untabbing: [],
  };
}

const NONE: ReadonlySet<string> = new Set();

function word(prefix: string, offset: number): Pick<Cursor, "word" | "prefix" | "quote"> {
  const quote = /^["']/.exec(prefix)?.[0] ?? "";
  return { word: { start: offset - prefix.length, end: offset }, prefix: prefix.slice(quote.length), quote };
}

/** Inside `key: [a, b`, or a mapping `{ key: value`. */
function inFlow(text: string, offset: number): Cursor | null {
  const open = openBrackets(text, offset);
  const [outermost] = open;
  const last = open.at(-1);
  if (!outermost || !last || /[\n\]}]/.test(last.last.replace(/\$\{[^}]*\}/g, ""))) return null;
  const start = lineStart(text, outermost.at);
  const [, blanks = "", dashes = "", rest = ""] = LINE.exec(text.slice(start, outermost.at)) ?? [];
  const path = parents(text, start, blanks.length, dashes);
  if (!path || !takeKey(path, rest)) return null;
  for (const it of open.slice(0, -1)) {
    if (it.isList) path.push(0);
    if (!takeKey(path, it.last)) return null;
  }
  const siblings = new Set(last.parts.map((it) => unquoted((/^\s*([^:]*)/.exec(it)?.[1] ?? "").trim())));
  const base = { column: -1, needsBlank: false, siblings, untabbing: [] };
  if (last.isList) return { kind: "item", path: [...path, 0], ...word(last.last, offset), ...base };
  const inner = /^([^:]*):\s+(.*)$/s.exec(last.last);
  if (!inner) return { kind: "key", path, ...word(last.last, offset), ...base };
  return { kind: "value", path: [...path, unquoted(inner[1] ?? "")], ...word(inner[2] ?? "", offset), ...base };
}

/** Adds the key before a bracket, where there is one. */
function takeKey(path: Step[], written: string): boolean {
  const bare = written.trim();
  if (/^(?:[&!]\S+\s*)*$/.test(bare)) return true;
  const key = KEY.exec(bare);
  if (!key || !/^(?:[&!]\S+\s*)*$/.test(key[2] ?? "")) return false;
  path.push(unquoted(key[1] ?? ""));
  return true;
}

/** The path down to what stands at the column, behind these dashes; null inside a text of several lines. */
function parents(text: string, start: number, margin: number, dashes: string): Step[] | null {
  const path: Step[] = [];
  let column = margin + dashes.length;
  let dash: number | null = null;
  const takeDashes = (lineMargin: number, marks: string): void => {
    for (let i = marks.length - 1; i >= 0; i--) {
      if (marks[i] !== "-") continue;
      path.push(0);
      column = lineMargin + i;
      dash = column;
    }
  };
  takeDashes(margin, dashes);
  for (let below = start; column > 0 || dash !== null; ) {
    // Most lines above are inside of what stands beside the cursor's parents: told by their blanks alone.
    const line = lineAbove(text, below, dash === null ? column : column + 1);
    if (!line) break;
    below = line.start;
    const [, blanks = "", marks = "", rest = ""] = LINE.exec(text.slice(line.start, line.end)) ?? [];
    if (rest.trim() === "" && marks === "") continue;
    if (rest.startsWith("#")) continue;
    const at = blanks.length + marks.length;
    const firstDash = marks === "" ? null : blanks.length;
    // A list may stand in the column of its key.
    const isParentKey = dash === null ? at < column : firstDash === null ? at <= column : at < column;
    if (isParentKey) {
      const key = KEY.exec(rest.trimEnd());
      if (!key) {
        if (at < column && !/^[\]}]/.test(rest)) return null;
        continue;
      }
      const value = (key[2] ?? "").replace(/^(?:[&!]\S+[ ]*)*/, "");
      if (value !== "" && !value.startsWith("#")) return null;
      path.push(unquoted(key[1] ?? ""));
      column = at;
      dash = null;
      takeDashes(blanks.length, marks);
    } else if (firstDash !== null && dash === null && firstDash < column) {
      // A sibling key stands behind a dash: the item that it opens is ours.
      takeDashes(blanks.length, marks);
    }
  }
  return path.reverse();
}

const CR = 13;

/** The next line above that has content in the first `margin` columns; null at the start of the document. */
function lineAbove(text: string, below: number, margin: number): Line | null {
  let end = below - 1;
  // An empty first line has nothing to say, and nothing is above it.
  while (end > 0) {
    const start = lineStart(text, end);
    if (margin === 0 || !isIndented(text, start, margin)) {
      const line = { start, end: text.charCodeAt(end - 1) === CR && end > start ? end - 1 : end };
      return line.end - start === 3 && text.startsWith("---", start) ? null : line;
    }
    end = start - 1;
  }
  return null;
}

const FURTHEST = 500;

function siblingsOf(text: string, start: number, margin: number, dashes: string): Set<string> {
  const column = margin + dashes.length;
  const found = new Set<string>();
  const isItem = dashes !== "";
  const look = (line: string): boolean => {
    const [, blanks = "", marks = "", rest = ""] = LINE.exec(line) ?? [];
    if (rest.trim() === "" || rest.startsWith("#")) return true;
    const at = blanks.length + marks.length;
    if (isItem ? blanks.length < margin : at < column) return false;
    if (isItem && marks !== "" && blanks.length === margin) found.add(unquoted(rest.trim()));
    const name = at === column ? KEY.exec(rest.trimEnd())?.[1] : undefined;
    if (name !== undefined && (!isItem || marks === "")) found.add(unquoted(name));
    // The first key of an item stands behind its dash: above it begins another item.
    return isItem || marks === "" || at !== column;
  };
  let count = 0;
  for (let line = lineAbove(text, start, 0); line && count++ <= FURTHEST; line = lineAbove(text, line.start, 0))
    if (!look(text.slice(line.start, line.end))) break;
  let from = text.indexOf("\n", start);
  for (count = 0; from >= 0 && count < FURTHEST; count++) {
    const end = text.indexOf("\n", from + 1);
    const line = text.slice(from + 1, end < 0 ? text.length : end);
    if (!isItem && /^ *-/.test(line) && LINE.exec(line)?.[1]?.length !== undefined && startsItem(line, column)) break;
    if (!look(line)) break;
    from = end;
  }
  return found;
}

/** The line opens another item whose keys stand in the column. */
const startsItem = (line: string, column: number): boolean => {
  const [, blanks = "", marks = ""] = LINE.exec(line) ?? [];
  return marks !== "" && blanks.length + marks.length === column;
};

function isComment(before: string): boolean {
  const hash = before.search(/(?:^|\s)#/);
  if (hash < 0) return false;
  const quotes = before.slice(0, hash).replace(/\\"/g, "");
  return (quotes.split('"').length - 1) % 2 === 0 && (quotes.split("'").length - 1) % 2 === 0;
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/s, "$2");
