/**
 * What go-yaml, which the official tool reads with, lets pass and the yaml package does not: lists in `[]`, mappings in
 * `{}` and texts in quotes whose further lines are not indented.
 */
import { indentAt } from "../text/lines.ts";
import { lineAfter } from "../text/span.ts";
import { beforeProperties } from "./flow.ts";

/** The text with such values on one line, as long as before so that all places stay; null when there is none. */
export function joinLooseLines(text: string): string | null {
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  let unclosed = 0;
  while (at < text.length && unclosed < MOST_UNCLOSED) {
    const newLine = text.indexOf("\n", at);
    const end = newLine < 0 ? text.length : newLine;
    const line = text.slice(at, end);
    const opening = openingOfValue(line);
    const open = at + opening;
    const close = opening < 0 ? -1 : endOfValue(text, open);
    if (opening >= 0 && close < 0) unclosed++;
    if (close > end) {
      parts.push(text.slice(copied, open), joined(text.slice(open, close)));
      copied = close;
      at = lineAfter(text, close);
    } else at = BLOCK_TEXT.test(line) ? behindBlock(text, end + 1, indentAt(line, 0)) : end + 1;
  }
  return parts.length === 0 ? null : parts.join("") + text.slice(copied);
}

/** A line ends in an opening bracket: only then may the lines below it be less indented than they look. */
export const mayBeLoose = (text: string): boolean => endsLine(text, "[") || endsLine(text, "{");

function endsLine(text: string, bracket: string): boolean {
  // A search for one character is many times faster than one for a pattern.
  const rest = /[ \t]*(?:#[^\n]*)?\r?\n/y;
  const lastLine = text.lastIndexOf("\n");
  for (let at = text.indexOf(bracket); at >= 0 && at < lastLine; at = text.indexOf(bracket, at + 1)) {
    rest.lastIndex = at + 1;
    if (rest.test(text)) return true;
  }
  return false;
}

/** Each is looked for to the end of the text; a file with more is none that the official tool reads. */
const MOST_UNCLOSED = 20;

/** Where in the line a value opens with a bracket or quote, behind its key or dashes; -1 when none does. */
function openingOfValue(line: string): number {
  const margin = /^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0;
  const first = line.slice(margin).search(/["'#[{]/);
  if (first < 0) return -1;
  const open = margin + first;
  const char = line[open] ?? "";
  if (char === "#") return -1;
  if (first > 0) return isBehindKey(line, margin, open) ? open : -1;
  const close = char === '"' || char === "'" ? line.indexOf(char, open + 1) : -1;
  const value = close < 0 ? null : BEHIND_QUOTED_KEY.exec(line.slice(close + 1));
  return value ? close + value[0].length : open;
}

const BEHIND_QUOTED_KEY = /^\s*:\s+(?:[&!]\S+\s+)*["'[{]/;

/** Between `from` and `to` stands a key, or nothing but an anchor and a tag. */
function isBehindKey(line: string, from: number, to: number): boolean {
  const before = beforeProperties(line, from, to);
  return before === from || (before < to && line[before - 1] === ":");
}

const BLOCK_TEXT = /(?:^|[\s:-])[|>][-+\d]*\s*(?:#.*)?$/;

/** Behind the quote or bracket that closes what opens at `open`; -1 when nothing does. */
function endOfValue(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") {
      at = endOfQuote(text, at);
      if (at < 0) return -1;
      if (depth === 0) return at + 1;
    } else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") {
      depth--;
      if (depth === 0) return at + 1;
    } else if (char === "#" && /\s/.test(text[at - 1] ?? " ")) {
      at = text.indexOf("\n", at);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function endOfQuote(text: string, open: number): number {
  const quote = text[open];
  for (let at = open + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === "\\") at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== "'") return at;
      at++;
    }
  }
  return -1;
}

/** Line breaks become blanks, and so do the comments before them. */
const joined = (value: string): string =>
  value.replace(/"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'|\s#[^\n]*|[\r\n]/g, (it) =>
    it[0] === '"' || it[0] === "'" ? it.replace(/[\r\n]/g, " ") : " ".repeat(it.length),
  );

function behindBlock(text: string, from: number, indent: number): number {
  let at = from;
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    const line = text.slice(at, end < 0 ? text.length : end);
    if (line.trim() !== "" && indentAt(line, 0) <= indent) return at;
    at = end < 0 ? text.length : end + 1;
  }
  return at;
}
