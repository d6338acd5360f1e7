/** The JSON (exec) form of an instruction's arguments. */
import type { Word } from "./instruction.ts";

export interface JsonArray {
  /** The elements with their quotes. */
  readonly items: readonly Word[];
  readonly values: readonly string[];
}

export function readJson(args: Word): JsonArray | null {
  const values = arrayIn(args.text);
  return values?.every((it) => typeof it === "string") ? { items: itemsIn(args), values } : null;
}

/** Of an array that holds something else than texts: what that is. */
export function oddItems(args: Word): readonly Word[] {
  const values = arrayIn(args.text);
  return values?.some((it) => typeof it !== "string") ? itemsIn(args).filter(({ text }) => !text.startsWith('"')) : [];
}

/** Where an array ends that has something behind it, or -1. */
export function arrayEnd(text: string): number {
  const array = text.length > 10_000 ? null : ARRAY.exec(text)?.[0];
  return array && arrayIn(array) ? array.length : -1;
}

/** Without arrays or objects in it, and not the whole text. */
const ARRAY = /^\[(?:[^"[\]{}\\]|"(?:[^"\\]|\\.)*")*\](?=\s*\S)/;

function arrayIn(text: string): unknown[] | null {
  if (!text.startsWith("[") || !text.endsWith("]")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null; // Not JSON: the shell form.
  }
}

/** The items of a text that is known to be a valid array. */
function itemsIn(args: Word): Word[] {
  const { text } = args;
  const items: Word[] = [];
  let depth = 0;
  let start = -1;
  for (let at = 1; at < text.length; at++) {
    const char = text[at] ?? "";
    if (depth === 0 && (char === "," || at === text.length - 1)) {
      if (start >= 0) items.push(args.part(start, start + text.slice(start, at).trimEnd().length));
      start = -1;
      continue;
    }
    if (start < 0 && /\S/.test(char)) start = at;
    if (char === '"') for (at++; text[at] !== '"'; at++) at += text[at] === "\\" ? 1 : 0;
    else if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") depth--;
  }
  return items;
}
