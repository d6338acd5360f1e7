/** Reads the `--name=value` words before the arguments, as BuildKit's extractBuilderFlags does. */
import type { Flag, Instruction } from "./instruction.ts";
import { skipBlanks } from "./scan.ts";

export function readFlags(instruction: Instruction, from: number): { flags: Flag[]; end: number } {
  const { text } = instruction.logical;
  const flags: Flag[] = [];
  let at = from;
  while (text.startsWith("--", at)) {
    const end = wordEnd(text, at, instruction.escape);
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

function wordEnd(text: string, start: number, escapeChar: string): number {
  let quote = "";
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote) {
      if (char === escapeChar) at++;
      else if (char === quote) quote = "";
    } else if (/\s/.test(char)) break;
    else if (char === escapeChar) at++;
    else if (char === '"' || char === "'") quote = char;
  }
  return Math.min(at, text.length);
}
