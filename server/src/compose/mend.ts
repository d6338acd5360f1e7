/**
 * What of a text that is no valid YAML can still be read: while somebody types, a line without its colon, an open quote or a
 * tab would take what follows with it. All places stay the same.
 */
import { indentAt, lineAt, lineStart } from "../text/lines.ts";
import { lineAfter } from "../text/span.ts";
import { openBrackets } from "./flow.ts";

export interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

interface Mended {
  /** As long as before. */
  readonly text: string;
  /** What it lacks, in the place of the errors that led there. */
  readonly errors: readonly YamlError[];
}

/** Null where nothing is known that would help. */
export function mend(text: string, errors: readonly YamlError[]): Mended | null {
  if (errors.some((it) => it.code === TAB) && !/^ +\S/m.test(text))
    return { text: text.replace(TABBED, blanks), errors: tabs(text, [...text.matchAll(TABBED)]) };
  if (errors.length > MOST) return null;
  const found = new Map<number, Fault>();
  for (const error of errors) {
    const fault = faultOf(text, error);
    if (fault && !found.has(fault.from)) found.set(fault.from, fault);
  }
  if (found.size === 0) return null;
  const sorted = [...found.values()].sort((a, b) => a.from - b.from);
  // Behind lines in a wrong column nothing is certain.
  const misplacedAt = sorted.findIndex((it) => it.error.some(({ code }) => code === "BAD_INDENT"));
  const faults = misplacedAt < 0 ? sorted : sorted.slice(0, misplacedAt + 1);
  let mended = "";
  for (const { from, instead } of faults) mended += text.slice(mended.length, from) + instead;
  return { text: mended + text.slice(mended.length), errors: faults.flatMap((it) => it.error) };
}

/** Somebody who types makes no more mistakes at once, and each attempt parses anew. */
const MOST = 20;

const TAB = "TAB_AS_INDENT";
const TABBED = /^ *\t[ \t]*/gm;

/** What is left out, and why. */
interface Fault {
  readonly from: number;
  /** What is read instead, as long as what stands there. */
  readonly instead: string;
  /** None for the further lines of one that has been named. */
  readonly error: readonly YamlError[];
}

/** A line that is nothing but one or two words, behind its blanks and dashes. */
const LONE = /^([ ]*(?:-[ ]+)*)((?!- )[^\s#"'[{][^\s:#]*(?::[^\s#]+|[ ]+[^\s:#]+)?|["'][^\s:"'#]*|-)[ \t]*(?:#.*)?\r?$/;

function faultOf(text: string, error: YamlError): Fault | null {
  const start = lineStart(text, error.pos[0]);
  const line = lineAt(text, start);
  if (/^ *\t/.test(line)) {
    const isFirst = !/^ *\t/.test(lineAt(text, lineStart(text, start - 1))) || start === 0;
    return { from: start, instead: blanks(line), error: isFirst ? tabs(text, [{ index: start }]) : [] };
  }
  const [, before = "", words] = LONE.exec(line) ?? [];
  if (words !== undefined) {
    const from = start + before.length;
    const pos = [from, from + words.length] as const;
    return { from, instead: blanks(words), error: [{ ...namedAfter(words, error), pos }] };
  }
  return openQuote(text, error) ?? misplaced(text, start, error);
}

/** Lines that stand in a column of their own: further in than the line above them, or between it and what both are in. */
function misplaced(text: string, start: number, { code, message }: YamlError): Fault | null {
  const isOwn = message.startsWith("All ") || message.startsWith("A block sequence");
  if (!isOwn && code !== "BLOCK_AS_IMPLICIT_KEY" && code !== "MULTILINE_IMPLICIT_KEY") return null;
  const line = lineAt(text, start);
  const from = isOwn ? start : contentBelow(text, start);
  const indent = indentAt(text, from);
  const column = isOwn ? columnAmong(text, from, indent) : (/^ *(?:- +)*/.exec(line)?.[0].length ?? 0);
  if (column === null || (!isOwn && indent <= column)) return null;
  const { length } = lineAt(text, from).trimEnd();
  const error: YamlError = { code: "BAD_INDENT", message: String(column), pos: [from + indent, from + length] };
  const all = text.slice(from, endOfMisplaced(text, from, column));
  return { from, instead: all.replace(/[^\r\n]/g, " "), error: [error] };
}

/** Behind the lines that begin in a wrong column with the one at `start`, or are inside of it. */
export function endOfMisplaced(text: string, start: number, column: number): number {
  const indent = indentAt(text, start);
  let end = lineAfter(text, start);
  for (let at = contentBelow(text, start); at < text.length; at = contentBelow(text, at)) {
    const own = indentAt(text, at);
    if (own < indent || (own === column && text[at + own] !== "-")) break;
    end = lineAfter(text, at);
  }
  return end;
}

/** Of the keys or items above that the line stands among; null where there are none. */
function columnAmong(text: string, start: number, indent: number): number | null {
  let column: number | null = null;
  const isItem = text[start + indent] === "-";
  for (let at = start; at > 0; ) {
    at = lineStart(text, at - 1);
    if (isBlank(lineAt(text, at))) continue;
    const own = indentAt(text, at);
    if (own <= indent) return column ?? (isItem && own < indent && text[at + own] === "-" ? own : null);
    column = Math.min(column ?? own, own);
  }
  return column;
}

/** Where the next line with content begins. */
function contentBelow(text: string, start: number): number {
  let at = lineAfter(text, start);
  while (at < text.length && isBlank(lineAt(text, at))) at = lineAfter(text, at);
  return at;
}

const isBlank = (line: string): boolean => /^\s*(?:#.*)?$/.test(line);

/** What is wrong with a line of nothing but these words, with the text its message is about. */
function namedAfter(words: string, { code, message }: YamlError): Omit<YamlError, "pos"> {
  if (words === "-") return { code: "BAD_INDENT", message };
  if (/^[&*]$/.test(words)) return { code: "BAD_ALIAS", message };
  if (/^["']/.test(words)) return { code: NOT_CLOSED, message: words.slice(0, 1) };
  if (/^[\w.$]+:[^/\\]/.test(words) && !/^\d/.test(words)) return { code: "NO_BLANK", message: words };
  const isKey = /^(?:[\w.$][\w.$-]*|<<)(?:[ ]|$)/.test(words);
  return isKey ? { code: "NO_COLON", message: words.split(" ", 1)[0] ?? "" } : { code, message };
}

/** The quote of which the error says that it is not closed; the first that is open at the end of its line. */
function openQuote(text: string, { message, pos }: YamlError): Fault | null {
  const quote = /closing (["'])/.exec(message)?.[1];
  if (quote === undefined) return null;
  for (let start = 0; start <= pos[0] && start < text.length; start = lineAfter(text, start)) {
    const line = lineAt(text, start);
    const [, before] = OPEN_QUOTE[quote === '"' ? 0 : 1].exec(line.replace(CLOSED_QUOTES, blanks)) ?? [];
    if (before === undefined) continue;
    const rest = line.slice(before.length).trimEnd();
    const written = /[[{]/.test(before) ? rest.replace(/[\s\]},]+$/, "") : rest;
    const from = start + before.length;
    const instead = isPlain(written.slice(1)) ? ` ${written.slice(1)}` : blanks(written);
    return { from, instead, error: [{ code: NOT_CLOSED, message: quote, pos: [from, from + written.length] }] };
  }
  return null;
}

const CLOSED_QUOTES = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g;
const OPEN_QUOTE = [/^((?:[^#"]*[\s[{,])?)"/, /^((?:[^#']*[\s[{,])?)'/] as const;

/** It says the same without quotes. */
const isPlain = (text: string): boolean => /^[\w./$][^#]*$/.test(text) && !/:(?:\s|$)/.test(text);

const NOT_CLOSED = "NOT_CLOSED";

/** An error that stands where a bracket should be closed stands at its opening; nothing else is lost there. */
export function atOpening(text: string, error: YamlError): YamlError {
  const closing = /end with an? ([\]}])/.exec(error.message)?.[1];
  if (closing === undefined) return error;
  let [end] = error.pos;
  while (/\s/.test(text[end - 1] ?? "")) end--;
  const open = openBrackets(text, end).at(-1);
  return open ? { code: NOT_CLOSED, message: closing, pos: [open.at, end] } : error;
}

/** Of a value that is a mapping by its colons, all is one error. */
export function atSecondColons(text: string, errors: readonly YamlError[]): YamlError[] {
  const named: YamlError[] = [];
  let reached = -1;
  for (const error of errors) {
    const [from] = error.pos;
    const value = error.message.startsWith("Nested mappings") ? colonValue(text, from) : null;
    if (value === null) named.push(error);
    else if (from >= reached) {
      reached = from + value.length;
      const [, before] = /^(.*[^:]):$/.exec(value) ?? [];
      const says = before === undefined ? { code: "SECOND_COLON", message: "" } : { code: "NO_REST", message: before };
      named.push({ ...says, pos: [from, reached] });
    }
  }
  return named;
}

/** What stands behind `key: ` and has another colon before a blank, or at its end; null when it has none. */
function colonValue(text: string, from: number): string | null {
  const before = text.slice(lineStart(text, from), from);
  const value = lineAt(text, from)
    .replace(/[ \t]#.*/, "")
    .trimEnd();
  return /:[ \t]+$/.test(before) && /^[^"'[{&*!|>].*?:(?:\s|$)/.test(value) ? value : null;
}

/** Places of the tree are as they would be without it. */
export const isHarmless = ({ code }: YamlError): boolean => code === NOT_CLOSED;

const blanks = (text: string): string => " ".repeat(text.length);

/** The first of each run of lines that tabs indent. */
function tabs(text: string, lines: readonly { readonly index: number }[]): YamlError[] {
  const first = lines.filter(({ index }) => index === 0 || !/^ *\t/.test(lineAt(text, lineStart(text, index - 1))));
  return first.map(({ index }) => {
    const width = /^[ \t]*/.exec(lineAt(text, index))?.[0].length ?? 0;
    return { code: TAB, message: "", pos: [index, index + width] };
  });
}
