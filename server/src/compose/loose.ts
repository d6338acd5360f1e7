/**
 * What go-yaml, which the official tool reads with, lets pass and the yaml package does not: lists in `[]`, mappings in
 * `{}` and texts in quotes whose further lines are not indented.
 */

/** The text with such values on one line, as long as before so that all places stay; null when there is none. */
export function joinLooseLines(text: string): string | null {
  const parts: string[] = [];
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const newLine = text.indexOf("\n", at);
    const end = newLine < 0 ? text.length : newLine;
    const line = text.slice(at, end);
    const opening = VALUE.exec(line);
    const open = opening ? at + opening[0].length - 1 : -1;
    const close = open < 0 ? -1 : endOfValue(text, open);
    if (open >= 0 && close > end) {
      parts.push(text.slice(copied, open), joined(text.slice(open, close)));
      copied = close;
      at = text.indexOf("\n", close) + 1 || text.length;
    } else at = BLOCK_TEXT.test(line) ? behindBlock(text, end + 1, indentOf(line)) : end + 1;
  }
  return parts.length === 0 ? null : parts.join("") + text.slice(copied);
}

/** A line ends in an opening bracket: only then may the lines below it be less indented than they look. */
export const mayBeLoose = (text: string): boolean => endsLine(text, "[") || endsLine(text, "{");

function endsLine(text: string, bracket: string): boolean {
  // A search for one character is many times faster than one for a pattern.
  const rest = /[ \t]*(?:#[^\n]*)?\r?\n/y;
  for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
    rest.lastIndex = at + 1;
    if (rest.test(text)) return true;
  }
  return false;
}

/** A value that opens with a bracket or quote, behind its key or dash. */
const VALUE = /^\s*(?:-\s+)*(?:(?:"[^"]*"|'[^']*'|[^\s"'#[{][^#"'[{]*?)\s*:\s+)?(?:[&!]\S+\s+)*["'[{]/;
const BLOCK_TEXT = /(?:^|[\s:-])[|>][-+\d]*\s*(?:#.*)?$/;

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

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
    if (line.trim() !== "" && indentOf(line) <= indent) return at;
    at = end < 0 ? text.length : end + 1;
  }
  return at;
}
