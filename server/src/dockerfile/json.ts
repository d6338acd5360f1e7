/** The JSON (exec) form of an instruction's arguments. */
import type { Word } from "./instruction.ts";

export interface JsonArray {
  /** The elements with their quotes. */
  readonly items: readonly Word[];
  readonly values: readonly string[];
}

export function readJson(args: Word): JsonArray | null {
  const { text } = args;
  if (!text.startsWith("[") || !text.endsWith("]")) return null;
  try {
    const values: unknown = JSON.parse(text);
    if (!Array.isArray(values) || !values.every((it) => typeof it === "string")) return null;
    return { items: stringsIn(args, text), values };
  } catch {
    return null; // Not JSON: the shell form.
  }
}

/** The string literals of a text that is known to be a valid array of strings. */
function stringsIn(args: Word, text: string): Word[] {
  const items: Word[] = [];
  for (let at = 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    const start = at++;
    while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    items.push(args.part(start, at + 1));
  }
  return items;
}
