/** Reads the `--name=value` words before the arguments, as BuildKit's extractBuilderFlags does. */
import type { Flag, Instruction } from "./instruction.ts";
import { skipBlanks } from "./scan.ts";

/** In flags, whatever the `escape` directive says. */
const ESCAPE = "\\";

export function readFlags(instruction: Instruction, from: number): { flags: Flag[]; end: number } {
  const { text } = instruction.logical;
  const flags: Flag[] = [];
  let at = from;
  while (text.startsWith("--", at)) {
    const end = wordEnd(text, at);
    if (end === at + 2) {
      at = skipBlanks(text, end, text.length); // A bare `--` ends the flags.
      break;
    }
    const word = instruction.word({ start: at, end });
    const equals = word.text.indexOf("=");
    const nameWord = word.part(2, equals < 0 ? undefined : equals);
    flags.push({ word, name: nameWord.text, nameWord, value: equals < 0 ? null : word.part(equals + 1) });
    at = skipBlanks(text, end, text.length);
  }
  return { flags, end: at };
}

function wordEnd(text: string, start: number): number {
  let quote = "";
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote) {
      if (char === ESCAPE) at++;
      else if (char === quote) quote = "";
    } else if (/\s/.test(char)) break;
    else if (char === ESCAPE) at++;
    else if (char === '"' || char === "'") quote = char;
  }
  return Math.min(at, text.length);
}

/** A flag as the builder takes it, without quotes and escapes; `at` gives the place of a character in the written text. */
export function plainText(written: string): { text: string; at: (index: number) => number } {
  if (!/["'\\]/.test(written)) return { text: written, at: (index) => index };
  const places: number[] = [];
  let text = "";
  let quote = "";
  for (let at = 0; at < written.length; at++) {
    let char = written[at] ?? "";
    if (quote ? char === quote : char === '"' || char === "'") {
      quote = quote ? "" : char;
      continue;
    }
    if (char === ESCAPE && at + 1 < written.length) char = written[++at] ?? "";
    places.push(at);
    text += char;
  }
  return { text, at: (index) => places[index] ?? written.length };
}
