/**
 * Splits a Dockerfile's text into instructions in one linear pass: continuation lines, comments, heredocs. The rules are
 * those of BuildKit's parser (frontend/dockerfile/parser/parser.go), except that a lone CR ends a line, as in every editor.
 */
import type { Span } from "../text/span.ts";
import { LogicalText } from "./logical.ts";
import { splitWords } from "./words.ts";

export type Escape = "\\" | "`";

/** A heredoc of a RUN, COPY or ADD; offsets are relative to the start of its instruction. */
export interface ScannedHeredoc {
  readonly name: string;
  /** Where the name stands in the logical text, without quotes. */
  readonly nameStart: number;
  /** A quoted name: the body is taken as it is. */
  readonly isQuoted: boolean;
  /** `<<-`: leading tabs of body and end are dropped. */
  readonly isChomped: boolean;
  readonly body: Span;
  /** The name at the end; null when it is missing. */
  readonly terminator: Span | null;
}

export interface ScannedInstruction {
  readonly start: number;
  /** The end of its last line that is no comment and not blank. */
  readonly end: number;
  /** The start of the line after it. */
  readonly next: number;
  readonly heredocs: readonly ScannedHeredoc[];
  /** Comments between its lines. */
  readonly comments: readonly Span[];
}

/** Line ends of one text. `hasCr` makes the usual file without any CR fast. */
export interface Lines {
  readonly text: string;
  readonly hasCr: boolean;
}

export const linesOf = (text: string): Lines => ({ text, hasCr: text.includes("\r") });

export function lineEnd({ text, hasCr }: Lines, from: number): number {
  if (!hasCr) {
    const end = text.indexOf("\n", from);
    return end < 0 ? text.length : end;
  }
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) break;
  }
  return at;
}

/** The start of the line after the one that ends at `end`. */
export function nextLine({ text }: Lines, end: number): number {
  if (end >= text.length) return text.length;
  return text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF ? end + 2 : end + 1;
}

export const isBlank = (code: number): boolean => code === SPACE || (code >= TAB && code <= CR && code !== LF);

export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Behind the `#` of a comment and its blanks. */
export function firstLetter(text: string, comment: number): string {
  let at = comment + 1;
  while (isBlank(text.charCodeAt(at))) at++;
  return text.charAt(at);
}

/** Reads the instruction whose keyword starts at `start`. */
export function scanInstruction(lines: Lines, start: number, escapeChar: Escape): ScannedInstruction {
  const { text } = lines;
  const comments: Span[] = [];
  let contentEnd = lineEnd(lines, start);
  let next = nextLine(lines, contentEnd);
  let isOpen = continuation(text, start, contentEnd, escapeChar) >= 0;
  while (isOpen && next < text.length) {
    const lineStart = next;
    const end = lineEnd(lines, lineStart);
    next = nextLine(lines, end);
    const first = skipBlanks(text, lineStart, end);
    if (first === end) continue;
    if (text.charCodeAt(first) === HASH) {
      comments.push({ start: first, end });
      continue;
    }
    contentEnd = end;
    isOpen = continuation(text, lineStart, end, escapeChar) >= 0;
  }
  const heredocs: ScannedHeredoc[] = [];
  for (const opening of heredocOpenings(text, start, contentEnd, escapeChar)) {
    const bodyStart = next;
    let bodyEnd = text.length;
    let terminator: Span | null = null;
    while (next < text.length) {
      const lineStart = next;
      const end = lineEnd(lines, lineStart);
      next = nextLine(lines, end);
      let first = lineStart;
      if (opening.isChomped) while (text.charCodeAt(first) === TAB) first++;
      if (end - first === opening.name.length && text.startsWith(opening.name, first)) {
        bodyEnd = lineStart;
        terminator = { start: first - start, end: end - start };
        contentEnd = end;
        break;
      }
    }
    if (!terminator) contentEnd = trimmedEnd(text, Math.max(contentEnd, Math.min(bodyStart, text.length)), text.length);
    const body = { start: bodyStart - start, end: Math.max(bodyStart, bodyEnd) - start };
    heredocs.push({ ...opening, body, terminator });
  }
  return { start, end: contentEnd, next, heredocs, comments };
}

/** The logical text of an instruction's first lines (`raw` may go on with heredocs) and its blank continuation lines. */
export function logicalText(
  raw: string,
  escapeChar: Escape,
): { readonly logical: LogicalText; readonly blanks: Span[] } {
  const lines = linesOf(raw);
  const firstEnd = lineEnd(lines, 0);
  const blanks: Span[] = [];
  let cut = continuation(raw, 0, firstEnd, escapeChar);
  if (cut < 0) return { logical: new LogicalText(raw.slice(0, firstEnd), [0], [0]), blanks };
  const parts = [raw.slice(0, cut)];
  const logical = [0];
  const starts = [0];
  let length = cut;
  let next = nextLine(lines, firstEnd);
  while (cut >= 0 && next < raw.length) {
    const lineStart = next;
    const end = lineEnd(lines, lineStart);
    next = nextLine(lines, end);
    const first = skipBlanks(raw, lineStart, end);
    if (first === end) {
      blanks.push({ start: lineStart, end: next });
      continue;
    }
    if (raw.charCodeAt(first) === HASH) continue;
    cut = continuation(raw, lineStart, end, escapeChar);
    const part = raw.slice(lineStart, cut < 0 ? end : cut);
    if (part === "") continue;
    parts.push(part);
    logical.push(length);
    starts.push(lineStart);
    length += part.length;
  }
  return { logical: new LogicalText(parts.join(""), logical, starts), blanks };
}

/** Where the escape character stands that continues the line on the next one, or -1. */
function continuation(text: string, start: number, end: number, escapeChar: Escape): number {
  let at = end - 1;
  while (at >= start && (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB)) at--;
  // A doubled escape character is none: BuildKit wants something else, or the start of the line, before it.
  return at >= start && text[at] === escapeChar && (at === start || text[at - 1] !== escapeChar) ? at : -1;
}

const MAY_HOLD_HEREDOC = /^(?:onbuild[\s\v]+)?(?:run|copy|add)[\s\v\\`]/i;

function heredocOpenings(text: string, start: number, end: number, escapeChar: Escape) {
  const head = text.slice(start, Math.min(end, start + 200));
  if (!MAY_HOLD_HEREDOC.test(head)) return [];
  const raw = text.slice(start, end);
  if (!raw.includes("<<")) return [];
  const { logical } = logicalText(raw, escapeChar);
  const afterFlags = /^(?:onbuild\s+)?\w+\s+(?:--\S+\s+)*/i.exec(logical.text)?.[0].length ?? 0;
  if (logical.text[afterFlags] === "[" && isJson(logical.text.slice(afterFlags))) return [];
  const words = splitWords(logical.text, 0, logical.text.length, "\\");
  if (!words.isClosed) return []; // BuildKit's word splitter gives up, and with it the heredocs.
  return words.words.flatMap(({ start: from, end: to }) => {
    const match = /^\d*<<(-?)([^<]+)$/.exec(logical.text.slice(from, to));
    if (!match?.[2]) return [];
    const quoted = match[2];
    const name = quoted.replace(/["']|\\(?=.)/g, "");
    const nameStart = to - quoted.length + (/^["'\\]/.test(quoted) ? 1 : 0);
    return name ? [{ name, nameStart, isQuoted: name !== quoted, isChomped: match[1] === "-" }] : [];
  });
}

function isJson(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false; // Not JSON: the shell form.
  }
}

function trimmedEnd(text: string, floor: number, end: number): number {
  let at = end;
  while (at > floor && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

const isSpace = (code: number): boolean => code === SPACE || (code >= TAB && code <= CR);

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const HASH = 35;
