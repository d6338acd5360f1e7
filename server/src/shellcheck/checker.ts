/** Asks ShellCheck about scripts, one after the other, and remembers what it said. */
import { readShellFindings, type ShellFinding } from "../shell/shellcheck.ts";

export interface ShellCheckProgram {
  /** What it printed, as JSON; rejects when it cannot be started or finds no end. */
  run(script: string): Promise<unknown>;
  end(): void;
}

export interface CheckedScript {
  readonly program: string;
}

/** Scripts that are remembered. */
const LARGEST_MEMORY = 20_000;

export class ShellChecker {
  readonly #program: ShellCheckProgram;
  readonly #log: (message: string) => void;
  /** Invariant: the most recently used at the end. */
  readonly #known = new Map<string, readonly ShellFinding[]>();
  /** Who types asks about the same scripts again at every key. */
  readonly #seen = new WeakMap<CheckedScript, readonly ShellFinding[]>();
  readonly #logged = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(program: ShellCheckProgram, log: (message: string) => void) {
    this.#program = program;
    this.#log = log;
  }

  /** Null when the script was not checked yet. */
  findings(script: CheckedScript): readonly ShellFinding[] | null {
    const seen = this.#seen.get(script);
    if (seen) return seen;
    const { program } = script;
    const found = this.#known.get(program);
    if (!found) return null;
    this.#known.delete(program);
    this.#known.set(program, found);
    this.#seen.set(script, found);
    return found;
  }

  /** Resolves when all are known; true when `signal` has stopped it before. */
  async check(scripts: readonly string[], signal?: AbortSignal): Promise<boolean> {
    for (const script of scripts) {
      if (signal?.aborted) return true;
      if (this.#known.has(script)) continue;
      const turn = this.#last.then(() => (signal?.aborted || this.#known.has(script) ? undefined : this.#run(script)));
      this.#last = turn;
      await turn;
    }
    return signal?.aborted ?? false;
  }

  end(): void {
    this.#program.end();
  }

  async #run(script: string): Promise<void> {
    let found: ShellFinding[] = [];
    try {
      found = readShellFindings(await this.#program.run(script));
    } catch (error) {
      // Nothing is found in a script that ShellCheck cannot read; asking again would not help.
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.#logged.has(reason)) this.#log(`ShellCheck: ${reason}`);
      this.#logged.add(reason);
    }
    this.#known.set(script, found);
    const oldest = this.#known.size > LARGEST_MEMORY ? this.#known.keys().next().value : undefined;
    if (oldest !== undefined) this.#known.delete(oldest);
  }
}
