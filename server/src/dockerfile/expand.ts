/** What BuildKit makes of a word: quotes and escapes go, variables become their values (its shell.Lex). */

/** The value of a variable; null when it is not set. */
export type Lookup = (name: string) => string | null;

const MAX_DEPTH = 20;
/** Characters. Variables that hold each other twice, over and over, would fill the memory. */
const LONGEST = 100_000;

/** `unknown` is what stands for a variable that is not set: nothing, as in a build. */
export function expand(
  text: string,
  escapeChar: string,
  lookup: Lookup,
  unknown: (name: string) => string = () => "",
): string {
  return new Expander(text, escapeChar, lookup, unknown).word("", 0);
}

class Expander {
  readonly #text: string;
  readonly #escape: string;
  readonly #lookup: Lookup;
  readonly #unknown: (name: string) => string;
  #at = 0;

  constructor(text: string, escapeChar: string, lookup: Lookup, unknown: (name: string) => string) {
    this.#text = text;
    this.#escape = escapeChar;
    this.#lookup = lookup;
    this.#unknown = unknown;
  }

  /** Reads up to `stop` (not consumed) or the end. */
  word(stop: string, depth: number): string {
    const parts: string[] = [];
    let length = 0;
    while (this.#at < this.#text.length && length < LONGEST) {
      const char = this.#text[this.#at] ?? "";
      if (char === stop) break;
      if (char === "'") parts.push(this.#single());
      else if (char === '"') parts.push(this.#double(depth));
      else if (char === "$") parts.push(this.#dollar(depth));
      else if (char === this.#escape) {
        this.#at++;
        if (this.#at < this.#text.length) parts.push(this.#text[this.#at++] ?? "");
      } else parts.push(this.#plain(stop));
      length += parts.at(-1)?.length ?? 0;
    }
    return parts.join("").slice(0, LONGEST);
  }

  /** A run of characters that mean themselves. */
  #plain(stop: string): string {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      if (char === stop || char === "'" || char === '"' || char === "$" || char === this.#escape) break;
      this.#at++;
    }
    return this.#text.slice(start, this.#at);
  }

  #single(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    const start = this.#at + 1;
    this.#at = end < 0 ? this.#text.length : end + 1;
    return this.#text.slice(start, end < 0 ? undefined : end);
  }

  #double(depth: number): string {
    const parts: string[] = [];
    let length = 0;
    this.#at++;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? "";
      if (char === '"') {
        this.#at++;
        break;
      }
      if (char === "$") {
        parts.push(this.#dollar(depth));
        length += parts.at(-1)?.length ?? 0;
        if (length > LONGEST) break;
      } else {
        this.#at++;
        const next = this.#text[this.#at] ?? "";
        // Inside double quotes only these can be escaped.
        if (char === this.#escape && (next === '"' || next === "$" || next === this.#escape)) {
          parts.push(next);
          this.#at++;
        } else parts.push(char);
      }
    }
    return parts.join("");
  }

  #dollar(depth: number): string {
    this.#at++;
    if (this.#text[this.#at] !== "{") {
      const name = this.#name();
      return name === "" ? "$" : (this.#lookup(name) ?? this.#unknown(name));
    }
    this.#at++;
    const name = this.#name();
    const modifier = /^(?::[-+?]|[-+?]|##?|%%?|\/\/?)/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0] ?? "";
    this.#at += modifier.length;
    const word = depth > MAX_DEPTH ? this.#skip() : this.word("}", depth + 1);
    this.#at++;
    const value = this.#lookup(name);
    const isMissing = modifier.startsWith(":") ? !value : value === null;
    if (modifier.endsWith("-")) return isMissing ? word : (value ?? "");
    if (modifier.endsWith("+")) return isMissing ? "" : word;
    return value ?? this.#unknown(name);
  }

  #skip(): string {
    const end = this.#text.indexOf("}", this.#at);
    this.#at = end < 0 ? this.#text.length : end;
    return "";
  }

  #name(): string {
    const start = this.#at;
    const first = this.#text[this.#at] ?? "";
    if (/[0-9@*#]/.test(first)) {
      this.#at++;
      return first;
    }
    while (/[A-Za-z0-9_]/.test(this.#text[this.#at] ?? "")) this.#at++;
    return this.#text.slice(start, this.#at);
  }
}
