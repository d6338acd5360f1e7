/** Text of a `.env` file to variables and faults, as Docker Compose reads it. Never throws, linear. */
import type { Span } from "../text/span.ts";

export interface EnvVariable {
  readonly name: string;
  /** Null for a name alone, whose value comes from the shell. */
  readonly value: string | null;
  /** In single quotes: a `$` in it is a dollar. */
  readonly isLiteral: boolean;
  readonly place: Span;
  /** Of the value in the file, with its quotes. */
  readonly valuePlace: Span;
}

export interface EnvFault {
  readonly kind: "name" | "quote";
  readonly span: Span;
  /** The character that no name has. */
  readonly text: string;
}

export interface EnvFile {
  readonly uri: string;
  readonly text: string;
  /** By name; of several with one name the last one, which counts. */
  readonly variables: ReadonlyMap<string, EnvVariable>;
  /** In the order of the file. */
  readonly all: readonly EnvVariable[];
  readonly faults: readonly EnvFault[];
}

const BLANKS = /[ \t]*/y;
const EXPORT = /export[ \t]+(?=[^\s=:])/y;
const NAME = /[^\r\n=:#]*/y;

/** `NAME=value`, `export NAME=value`, `NAME: value`, `NAME`; quotes over several lines, and comments behind a blank. */
export function readEnv(uri: string, text: string): EnvFile {
  const all: EnvVariable[] = [];
  const faults: EnvFault[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  /** Quotes that nothing closes from here on: looked for once. */
  const unclosed = new Set<string>();
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  while (at < text.length) {
    take(BLANKS);
    if (text[at] === "#" || text[at] === "\r" || text[at] === "\n") {
      at = nextLine(text, at);
      continue;
    }
    take(EXPORT);
    const start = at;
    const written = take(NAME);
    const name = written.trimEnd();
    const place = { start, end: start + name.length };
    const odd = /[^\p{L}\p{N}_.[\]-]/u.exec(name);
    if (odd || name === "") {
      const oddAt = start + (odd?.index ?? 0);
      faults.push({ kind: "name", span: { start: oddAt, end: oddAt + 1 }, text: odd?.[0] ?? text[at] ?? "" });
      at = nextLine(text, at);
      continue;
    }
    const hasValue = text[at] === "=" || text[at] === ":";
    if (!hasValue) {
      all.push({ name, value: null, isLiteral: false, place, valuePlace: { start: at, end: at } });
      at = nextLine(text, at);
      continue;
    }
    at++;
    take(BLANKS);
    const value = readValue(text, at, unclosed);
    if (value.isOpen) faults.push({ kind: "quote", span: { start: at, end: at + 1 }, text: text[at] ?? "" });
    all.push({ name, value: value.text, isLiteral: value.isLiteral, place, valuePlace: { start: at, end: value.end } });
    at = nextLine(text, value.end);
  }
  return { uri, text, variables: new Map(all.map((it) => [it.name, it])), all, faults };
}

interface Value {
  readonly text: string;
  readonly end: number;
  readonly isLiteral: boolean;
  /** The quote is never closed: the rest of its line is taken. */
  readonly isOpen: boolean;
}

function readValue(text: string, at: number, unclosed: Set<string>): Value {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    const line = text.slice(at, endOfLine(text, at));
    const value = line.replace(/(?:^|\s)#.*$/, "").trimEnd();
    return { text: value, end: at + value.length, isLiteral: false, isOpen: false };
  }
  const isLiteral = quote === "'";
  for (let i = at + 1; i < text.length && !unclosed.has(quote); i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === quote) {
      const inner = text.slice(at + 1, i);
      return { text: isLiteral ? inner : unescaped(inner), end: i + 1, isLiteral, isOpen: false };
    }
  }
  unclosed.add(quote);
  const end = endOfLine(text, at);
  return { text: text.slice(at + 1, end), end, isLiteral, isOpen: true };
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, it: string) => ({ n: "\n", r: "\r", t: "\t" })[it] ?? it);

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  const last = end < 0 ? text.length : end;
  return text[last - 1] === "\r" && last > at ? last - 1 : last;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}
