/** Reads a shell script into its simple commands, wherever in it they are; never throws, one linear pass. */
import { MAX_DEPTH, type ShellWord, WordReader } from "./words.ts";

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

class Parser extends WordReader {
  readonly commands: ShellCommand[] = [];
  readonly operators: Operator[] = [];
  /** Heredocs whose bodies start after the next line break. */
  #heredocs: { name: string; isChomped: boolean }[] = [];

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
        if (text[this.at + 1] === "(" && this.arithmetic()) {
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
        if (!this.word(depth)) return false;
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
    if (!this.word(depth)) return false;
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
      if (!this.word(0)) return null;
      this.#blanks();
      const char = this.text[this.at++];
      if (char === ")") return "pattern";
      if (char !== "|") return null;
    }
  }

  #forHead(depth: number): boolean {
    this.#blanks();
    if (this.text.startsWith("((", this.at)) return this.arithmetic();
    if (!this.word(depth)) return false;
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
      if (!this.word(depth)) return false;
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
      else if (!this.word(1)) return false;
    }
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
      if (char === "`" && this.backticks > 0) break;
      const redirection = /^(?:\{\w+\}|\d*)(?:<<<|<<-?|<>|<&|>&|>>|>\||[<>](?!\())|^&>>?/.exec(
        this.text.slice(this.at, this.at + 40),
      )?.[0];
      if (redirection) {
        this.at += redirection.length;
        this.#blanks();
        const target = this.word(depth + 1);
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
      const word = this.word(depth + 1);
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
}
