/** Where the cursor is in what is written in brackets, told from the text before it; of one line or of several. */
import { lineStart } from "../text/lines.ts";

/** A collection that is still open, with what is written in it before the next one or the cursor. */
interface Open {
  readonly at: number;
  readonly isList: boolean;
  /** The part before the cursor, or the next bracket. */
  readonly last: string;
  /** The parts before it. */
  readonly parts: readonly string[];
}

const FURTHEST = 4000;

/** Outermost first; empty outside of brackets. */
export function openBrackets(text: string, offset: number): Open[] {
  const starts = openersBefore(text, offset);
  return starts.map((at, i) => {
    const parts = partsOf(text.slice(at + 1, starts[i + 1] ?? offset));
    const last = (parts.pop() ?? "").replace(/^(?:\s*#.*\n)*\s*/, "");
    return { at, isList: text[at] === "[", last, parts };
  });
}

function openersBefore(text: string, offset: number): number[] {
  const found: number[] = [];
  let closed = 0;
  let end = offset;
  while (end > offset - FURTHEST) {
    const start = lineStart(text, end);
    const line = uncommented(text.slice(start, end));
    // What is in brackets goes on in the next line behind a comma, or a bracket.
    if (end !== offset && line.trim() !== "" && !/[,[{]\s*$/.test(line)) break;
    for (let at = line.length - 1; at >= 0; at--) {
      const char = line[at];
      if (char === '"' || char === "'") {
        const open = at === 0 ? -1 : line.lastIndexOf(char, at - 1);
        if (open >= 0) at = open;
      } else if (char === "]" || char === "}") {
        const variable = char === "}" ? line.lastIndexOf("${", at) : -1;
        if (variable >= 0 && line.indexOf("}", variable) === at) at = variable;
        else closed++;
      } else if ((char === "[" || char === "{") && isOpener(line, at)) {
        if (closed > 0) closed--;
        else found.unshift(start + at);
      }
    }
    if (start === 0) break;
    end = start - 1;
  }
  return found;
}

/** Elsewhere a bracket is part of a text. */
function isOpener(line: string, at: number): boolean {
  const before = beforeProperties(line, 0, at);
  const char = line[before - 1] ?? "[";
  if (char === ":" || char === "-") return before < at;
  return /[[{,]/.test(char) || (before < at && /[[{,][&!]\S+$/.test(wordBefore(line, before)));
}

/** Where the blanks before `to` begin, with the anchors and tags among them. */
export function beforeProperties(line: string, from: number, to: number): number {
  for (let at = to; ; ) {
    let end = at;
    while (end > from && isBlank(line, end - 1)) end--;
    const word = end === at ? "" : wordBefore(line, end);
    if (!/^[&!]./.test(word)) return end;
    at = end - word.length;
  }
}

function wordBefore(line: string, end: number): string {
  let start = end;
  while (start > 0 && !isBlank(line, start - 1)) start--;
  return line.slice(start, end);
}

const isBlank = (line: string, at: number): boolean => /\s/.test(line[at] ?? "");

const uncommented = (line: string): string => (line.includes("#") ? line.replace(/(^|\s)#[^"']*$/, "$1") : line);

/** Split at the commas that are in no inner collection, text in quotes or variable. */
function partsOf(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"' || char === "'") {
      const close = text.indexOf(char, at + 1);
      if (close < 0) break;
      at = close;
    } else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
    else if (char === "," && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
