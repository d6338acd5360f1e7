/** Reads a shell script into its simple commands, wherever in it they are; never throws, one linear pass. */

export interface ShellWord {
  readonly start: number;
  readonly end: number;
  /** Without quotes; `$v` reads `${v}`, a substitution `${VAR}`. */
  readonly value: string;
  /** Nothing in it is expanded. */
  readonly isLiteral: boolean;
}

export interface ShellCommand {
  readonly start: number;
  readonly end: number;
  /** `A=1` before the name. */
  readonly assignments: readonly ShellWord[];
  /** The name and its arguments, without redirections. */
  readonly words: readonly ShellWord[];
  /** 0 at the top, more inside `$(…)`, `(…)`, `{ …; }`, `if` and the like. */
  readonly depth: number;
}

export interface Operator {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

export interface Script {
  readonly text: string;
  /** Empty when the script cannot be parsed. */
  readonly commands: readonly ShellCommand[];
  readonly operators: readonly Operator[];
  readonly isParsed: boolean;
}

export function parseShell(text: string): Script {
  const parser = new Parser(text);
  const isParsed = parser.list("", 0) && parser.at === text.length;
  if (!isParsed) return { text, commands: [], operators: [], isParsed };
  const commands = parser.commands.sort((a, b) => a.start - b.start);
  return { text, commands, operators: parser.operators, isParsed };
}

/** What closes each thing that opens in command position. */
const CLOSERS: Readonly<Record<string, string>> = {
  if: "fi",
  while: "done",
  until: "done",
  for: "done",
  select: "done",
};
const MAX_DEPTH = 100;

class Parser {
  readonly text: string;
  readonly commands: ShellCommand[] = [];
  readonly operators: Operator[] = [];
  /** Where each opening parenthesis is closed, found at the first question. */
  #closing: Int32Array | null = null;
  at = 0;
  /** Inside backticks another backtick always ends them. */
  #backticks = 0;
  /** Heredocs whose bodies start after the next line break. */
  #heredocs: { name: string; isChomped: boolean }[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Reads commands up to `closer` (`)` or a backtick, not consumed) or the end; false when that is no shell. */
  list(closer: string, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    const { text } = this;
    const open: string[] = [];
    const inner = (): number => depth + open.length;
    let needsCommand = false;
    let hasCommand = false;
    for (;;) {
      this.#blanks();
      const char = text[this.at];
      if (char === undefined || (char === closer && (closer !== ")" || open.at(-1) !== ")"))) {
        if (char === undefined && closer !== "") return false;
        return open.length === 0 && !needsCommand;
      }
      if (char === "\n") {
        this.#lineBreak();
        hasCommand = false;
        continue;
      }
      if (char === ";" || char === "&" || char === "|") {
        const operator = /^(?:;;&|;;|;&|;|&&|&|\|\||\|&|\|)/.exec(text.slice(this.at, this.at + 3))?.[0] ?? char;
        if (operator === "&" && text[this.at + 1] === ">") {
          if (!this.#command(inner(), [])) return false;
          hasCommand = true;
          continue;
        }
        const start = this.at;
        this.at += operator.length;
        if (operator.startsWith(";;") || operator === ";&") {
          const read = open.at(-1) === "esac" ? this.#patterns() : null;
          if (!read || needsCommand) return false;
          if (read === "esac") open.pop();
          hasCommand = read === "esac";
          continue;
        }
        if (!hasCommand) return false;
        this.operators.push({ text: operator, start, end: this.at, depth: inner() });
        hasCommand = false;
        needsCommand = operator === "&&" || operator.startsWith("|");
        continue;
      }
      if (char === ")") {
        if (open.pop() !== ")" || needsCommand) return false;
        this.at++;
        hasCommand = true;
        continue;
      }
      if (char === "(") {
        if (text[this.at + 1] === "(" && this.#arithmetic()) {
          hasCommand = true;
          needsCommand = false;
          continue;
        }
        if (hasCommand && text[this.at + 1] !== ")") return false;
        if (hasCommand) {
          this.at += 2; // `name ()`: what follows is the body.
          hasCommand = false;
          continue;
        }
        open.push(")");
        this.at++;
        needsCommand = false;
        continue;
      }
      if (hasCommand && !/[<>0-9]/.test(char)) {
        let end = this.at;
        while (/\s/.test(this.text[end - 1] ?? "")) end--;
        const last = this.text.slice(Math.max(0, end - 4), end);
        if (!/(?:fi|done|esac|[})])$/.test(last)) return false;
      }
      const keyword = hasCommand ? null : this.#reserved();
      if (keyword === null) {
        if (!this.#command(inner(), hasCommand ? [] : null)) return false;
        hasCommand = true;
        needsCommand = false;
        continue;
      }
      if (keyword === "{") {
        open.push("}");
      } else if (keyword === "case") {
        if (!this.#caseHead(inner())) return false;
        const read = this.#patterns();
        if (!read) return false;
        if (read === "pattern") open.push("esac");
        hasCommand = read === "esac";
        needsCommand = false;
        continue;
      } else if (keyword === "[[") {
        if (!this.#test()) return false;
        hasCommand = true;
        needsCommand = false;
        continue;
      } else if (keyword === "function") {
        this.#blanks();
        if (!this.#word(depth)) return false;
        if (/^\s*\(\s*\)/.test(text.slice(this.at, this.at + 40))) this.at = text.indexOf(")", this.at) + 1;
        hasCommand = false;
        continue;
      } else if (CLOSERS[keyword]) {
        open.push(CLOSERS[keyword]);
        if ((keyword === "for" || keyword === "select") && !this.#forHead(inner())) return false;
      } else if (keyword === "fi" || keyword === "done" || keyword === "esac" || keyword === "}") {
        if (open.pop() !== keyword || needsCommand) return false;
        hasCommand = true;
        continue;
      }
      hasCommand = false;
      needsCommand = false;
    }
  }

  #blanks(): void {
    const { text } = this;
    for (;;) {
      const char = text[this.at];
      if (char === " " || char === "\t" || char === "\r" || char === "\v" || char === "\f") this.at++;
      else if (char === "\\" && text[this.at + 1] === "\n") this.at += 2;
      else if (char === "#") {
        const end = text.indexOf("\n", this.at);
        this.at = end < 0 ? text.length : end;
      } else return;
    }
  }

  #lineBreak(): void {
    this.at++;
    for (const { name, isChomped } of this.#heredocs) {
      while (this.at < this.text.length) {
        const end = this.text.indexOf("\n", this.at);
        const line = this.text.slice(this.at, end < 0 ? undefined : end);
        this.at = end < 0 ? this.text.length : end + 1;
        if ((isChomped ? line.replace(/^\t+/, "") : line) === name) break;
      }
    }
    this.#heredocs = [];
  }

  /** A reserved word in command position, consumed; null when there is none. */
  #reserved(): string | null {
    const word =
      /^(?:if|then|elif|else|fi|for|while|until|select|do|done|case|esac|function|time|\{|\}|!|\[\[)(?=[\s;&|()]|$)/.exec(
        this.text.slice(this.at, this.at + 9),
      )?.[0];
    if (!word) return null;
    this.at += word.length;
    return word;
  }

  #caseHead(depth: number): boolean {
    this.#blanks();
    if (!this.#word(depth)) return false;
    while (/[\s]/.test(this.text[this.at] ?? "")) this.at++;
    if (!/^in[\s]/.test(this.text.slice(this.at, this.at + 3))) return false;
    this.at += 2;
    return true;
  }

  /** `a|b)` of a case, or its `esac`. */
  #patterns(): "pattern" | "esac" | null {
    for (;;) {
      while (/\s/.test(this.text[this.at] ?? "")) this.at++;
      this.#blanks();
      if (this.text[this.at] !== "\n") break;
    }
    if (/^esac(?=[\s;&|)]|$)/.test(this.text.slice(this.at, this.at + 5))) {
      this.at += 4;
      return "esac";
    }
    if (this.text[this.at] === "(") this.at++;
    for (;;) {
      this.#blanks();
      if (!this.#word(0)) return null;
      this.#blanks();
      const char = this.text[this.at++];
      if (char === ")") return "pattern";
      if (char !== "|") return null;
    }
  }

  #forHead(depth: number): boolean {
    this.#blanks();
    if (this.text.startsWith("((", this.at)) return this.#arithmetic();
    if (!this.#word(depth)) return false;
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
    if (!/^in(?=[\s;]|$)/.test(this.text.slice(this.at, this.at + 3))) {
      if (this.text[this.at] === ";") this.at++;
      return true;
    }
    this.at += 2;
    for (;;) {
      this.#blanks();
      const char = this.text[this.at];
      if (char === undefined) return false;
      if (char === ";" || char === "\n") {
        this.at++;
        return true;
      }
      if (!this.#word(depth)) return false;
    }
  }

  #test(): boolean {
    for (;;) {
      this.#blanks();
      if (this.text[this.at] === "\n") this.at++;
      else if (this.text.startsWith("]]", this.at)) {
        this.at += 2;
        return true;
      } else if (this.at >= this.text.length) return false;
      else if (/[&|()<>]/.test(this.text[this.at] ?? "")) this.at++;
      else if (!this.#word(1)) return false;
    }
  }

  /** `((…))`, or false with nothing consumed when it does not close as one. */
  #arithmetic(): boolean {
    this.#closing ??= closingParentheses(this.text);
    const end = this.#closing[this.at] ?? -1;
    if (end < 0 || this.text[end - 1] !== ")") return false;
    this.at = end + 1;
    return true;
  }

  /** One simple command; `tail` takes only redirections, behind `fi` and the like. */
  #command(depth: number, tail: [] | null): boolean {
    const start = this.at;
    const assignments: ShellWord[] = [];
    const words: ShellWord[] = [];
    let end = start;
    for (;;) {
      this.#blanks();
      const char = this.text[this.at];
      if (char === undefined || char === "\n" || char === ";" || char === ")") break;
      if (char === "`" && this.#backticks > 0) break;
      const redirection = /^(?:\{\w+\}|\d*)(?:<<<|<<-?|<>|<&|>&|>>|>\||[<>](?!\())|^&>>?/.exec(
        this.text.slice(this.at, this.at + 40),
      )?.[0];
      if (redirection) {
        this.at += redirection.length;
        this.#blanks();
        const target = this.#word(depth + 1);
        if (!target) return false;
        if (/<<-?$/.test(redirection) && !redirection.endsWith("<<<")) {
          this.#heredocs.push({ name: target.value, isChomped: redirection.endsWith("-") });
        }
        end = this.at;
        continue;
      }
      if (char === "&" || char === "|") break;
      if (char === "(") {
        // `name=(…)` is an array; `name()` a function, left to the caller.
        if (words.length > 0 || assignments.length === 0 || this.text[this.at - 1] !== "=") break;
        const close = this.text.indexOf(")", this.at);
        if (close < 0) return false;
        this.at = close + 1;
        end = this.at;
        continue;
      }
      const word = this.#word(depth + 1);
      if (!word) return false;
      end = this.at;
      if (tail) return false;
      if (words.length === 0 && /^[A-Za-z_]\w*\+?=/.test(word.value)) assignments.push(word);
      else words.push(word);
    }
    if (end === start) return false;
    if (!tail) this.commands.push({ start, end, assignments, words, depth });
    return true;
  }

  #word(depth: number): ShellWord | null {
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
      if (char === undefined || WORD_END.has(char) || (char === "`" && this.#backticks > 0)) {
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
      if (this.#backticks > 0) return false;
      this.at++;
      this.#backticks++;
      const isRead = this.list("`", depth + 1);
      this.#backticks--;
      if (!isRead) return false;
      this.at++;
      parts.push("${VAR}");
      return true;
    }
    const next = text[this.at + 1] ?? "";
    if (next === "(") {
      this.at++;
      if (text[this.at + 1] === "(" && this.#arithmetic()) {
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
