/** Reads the words of a shell script: what is quoted, escaped and expanded in them. */

export interface ShellWord {
  readonly start: number;
  readonly end: number;
  /** Without quotes; `$v` reads `${v}`, a substitution `${VAR}`. */
  readonly value: string;
  /** Nothing in it is expanded. */
  readonly isLiteral: boolean;
}

export const MAX_DEPTH = 100;

export abstract class WordReader {
  readonly text: string;
  at = 0;
  /** Inside backticks another backtick always ends them. */
  protected backticks = 0;
  /** Where each opening parenthesis is closed, found at the first question. */
  #closing: Int32Array | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads commands up to `closer` (`)` or a backtick, not consumed) or the end; false when that is no shell. */
  abstract list(closer: string, depth: number): boolean;

  /** The word that starts here, consumed; null when there is none. */
  protected word(depth: number): ShellWord | null {
    return this.#plainWord() ?? this.#anyWord(depth);
  }

  /** A word without quotes, expansions and the like, which most words are; null, with nothing consumed, for others. */
  #plainWord(): ShellWord | null {
    const { text, at: start } = this;
    let end = start;
    while (end < text.length && !NOT_PLAIN.has(text[end] ?? "")) end++;
    if (end === start || (end < text.length && !PLAIN_END.has(text[end] ?? ""))) return null;
    this.at = end;
    return { start, end, value: text.slice(start, end), isLiteral: true };
  }

  #anyWord(depth: number): ShellWord | null {
    const { text } = this;
    const start = this.at;
    const parts: string[] = [];
    let isLiteral = true;
    let plain = this.at;
    const flush = (): void => {
      if (this.at > plain) parts.push(text.slice(plain, this.at));
    };
    for (;;) {
      const char = text[this.at];
      if (char === undefined || WORD_END.has(char) || (char === "`" && this.backticks > 0)) {
        if ((char === "<" || char === ">") && text[this.at + 1] === "(" && this.at === start) {
          this.at++;
        } else if (char === "(" && /[?*+@!]$/.test(text.slice(Math.max(start, this.at - 1), this.at))) {
          this.at++; // An extended pattern.
          const close = text.indexOf(")", this.at);
          if (close < 0) return null;
          this.at = close + 1;
          continue;
        } else break;
        flush();
        this.at++;
        if (!this.list(")", depth + 1)) return null;
        this.at++;
        parts.push("${VAR}");
        isLiteral = false;
        plain = this.at;
      } else if (char === "\\") {
        flush();
        if (text[this.at + 1] !== "\n") parts.push(text[this.at + 1] ?? "");
        this.at = Math.min(text.length, this.at + 2);
        plain = this.at;
      } else if (char === "'") {
        flush();
        const end = text.indexOf("'", this.at + 1);
        if (end < 0) return null;
        parts.push(text.slice(this.at + 1, end));
        this.at = plain = end + 1;
      } else if (char === '"') {
        flush();
        if (!this.#doubleQuoted(parts, depth)) return null;
        if (parts.at(-1) === NOT_LITERAL) {
          parts.pop();
          isLiteral = false;
        }
        plain = this.at;
      } else if (char === "$" || char === "`") {
        flush();
        const before = this.at;
        if (!this.#expansion(parts, depth)) return null;
        if (this.at > before + 1) isLiteral = false;
        plain = this.at;
      } else this.at++;
    }
    flush();
    return this.at > start ? { start, end: this.at, value: parts.join(""), isLiteral } : null;
  }

  #doubleQuoted(parts: string[], depth: number): boolean {
    const { text } = this;
    let isLiteral = true;
    this.at++;
    let plain = this.at;
    for (;;) {
      const char = text[this.at];
      if (char === undefined) return false;
      if (char === '"') break;
      if (char === "\\" && /[$`"\\\n]/.test(text[this.at + 1] ?? "")) {
        parts.push(text.slice(plain, this.at));
        plain = this.at + (text[this.at + 1] === "\n" ? 2 : 1);
        this.at += 2;
      } else if (char === "$" || char === "`") {
        parts.push(text.slice(plain, this.at));
        const before = this.at;
        if (!this.#expansion(parts, depth)) return false;
        if (this.at > before + 1) isLiteral = false;
        plain = this.at;
      } else this.at++;
    }
    parts.push(text.slice(plain, this.at));
    if (!isLiteral) parts.push(NOT_LITERAL);
    this.at++;
    return true;
  }

  /** What a `$` or a backtick starts. */
  #expansion(parts: string[], depth: number): boolean {
    const { text } = this;
    if (text[this.at] === "`") {
      if (this.backticks > 0) return false;
      this.at++;
      this.backticks++;
      const isRead = this.list("`", depth + 1);
      this.backticks--;
      if (!isRead) return false;
      this.at++;
      parts.push("${VAR}");
      return true;
    }
    const next = text[this.at + 1] ?? "";
    if (next === "(") {
      this.at++;
      if (text[this.at + 1] === "(" && this.arithmetic()) {
        parts.push("${VAR}");
        return true;
      }
      this.at++;
      if (!this.list(")", depth + 1)) return false;
      this.at++;
      parts.push("${VAR}");
      return true;
    }
    if (next === "{") return this.#braces(parts, depth);
    const name = /^\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/.exec(text.slice(this.at, this.at + 256))?.[0];
    if (name) {
      this.at += name.length;
      parts.push(`\${${name.slice(1)}}`);
    } else {
      if (next === "'" || next === '"')
        this.at++; // `$'…'` and `$"…"` are texts.
      else {
        parts.push("$");
        this.at++;
      }
    }
    return true;
  }

  #braces(parts: string[], depth: number): boolean {
    const { text } = this;
    const start = this.at;
    if (depth > MAX_DEPTH) return false;
    this.at += 2;
    const ignored: string[] = [];
    for (;;) {
      const char = text[this.at];
      if (char === undefined) return false;
      if (char === "}") {
        this.at++;
        parts.push(text.slice(start, this.at));
        return true;
      }
      if (char === "\\") this.at += 2;
      else if (char === '"') {
        if (!this.#doubleQuoted(ignored, depth + 1)) return false;
      } else if (char === "'") {
        const end = text.indexOf("'", this.at + 1);
        this.at = end < 0 ? this.at + 1 : end + 1;
      } else if (char === "$" || char === "`") {
        if (!this.#expansion(ignored, depth + 1)) return false;
      } else this.at++;
    }
  }

  /** `((…))`, or false with nothing consumed when it does not close as one. */
  protected arithmetic(): boolean {
    this.#closing ??= closingParentheses(this.text);
    const end = this.#closing[this.at] ?? -1;
    if (end < 0 || this.text[end - 1] !== ")") return false;
    this.at = end + 1;
    return true;
  }
}

/** Stands behind the parts of a double-quoted text in which something is expanded. */
const NOT_LITERAL = "\0expanded";
const WORD_END: ReadonlySet<string> = new Set(" \t\r\v\f\n;&|()<>");
/** Behind a plain word; a parenthesis may belong to it. */
const PLAIN_END: ReadonlySet<string> = new Set(" \t\r\v\f\n;&|)<>");
const NOT_PLAIN: ReadonlySet<string> = new Set([...WORD_END, ..."\\'\"$`"]);

/** For each opening parenthesis the index of the one that closes it, whatever quotes there are; -1 without one. */
function closingParentheses(text: string): Int32Array {
  const closing = new Int32Array(text.length).fill(-1);
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "(") open.push(i);
    else if (text[i] === ")") closing[open.pop() ?? i] = i;
  }
  return closing;
}
