/** ShellCheck's findings in open documents: what is known at once, the rest when it comes. */
import type { OpenDocument } from "./documents.ts";
import type { LintConfig, Problem } from "./lint/run.ts";
import { type CheckedScript, shellProblems, shellScripts } from "./lint/shell-scripts.ts";
import { ShellChecker, type ShellCheckProgram } from "./shellcheck/checker.ts";

/** A reason of its own: without one a stack is recorded at every key. */
const CLOSED = "nobody waits for it any more";
const DONE = Promise.resolve();

/** One version of a document under one configuration. */
interface Check {
  readonly version: number;
  readonly config: LintConfig;
  /** Null when everything was known already. */
  readonly stop: AbortController | null;
  readonly done: Promise<unknown>;
}

export class ShellChecks {
  readonly #programOf: (path: string) => ShellCheckProgram;
  readonly #log: (message: string) => void;
  /** Told when more is known of the newest version than `problems` has said. */
  readonly onFound: (document: OpenDocument) => void;
  readonly #checkers = new Map<string, ShellChecker>();
  readonly #checks = new WeakMap<OpenDocument, Check>();

  constructor(
    programOf: (path: string) => ShellCheckProgram,
    log: (message: string) => void,
    onFound: (document: OpenDocument) => void,
  ) {
    this.#programOf = programOf;
    this.#log = log;
    this.onFound = onFound;
  }

  /** What is known by now; what is not is looked for, once for each version. */
  problems(document: OpenDocument, config: LintConfig): Problem[] {
    if (config.shellcheck === null) return [];
    const checker = this.#checker(config.shellcheck);
    const found: CheckedScript[] = [];
    const unknown: string[] = [];
    for (const script of shellScripts(document.dockerfile)) {
      const findings = checker.findings(script);
      if (findings === null) unknown.push(script.program);
      else if (findings.length > 0) found.push({ script, findings });
    }
    this.#check(document, config, checker, unknown);
    return shellProblems(document.dockerfile, config, found);
  }

  /** Resolves when everything is known about the version that `problems` was last asked about. */
  async settled(document: OpenDocument): Promise<void> {
    await this.#checks.get(document)?.done;
  }

  close(document: OpenDocument): void {
    this.#checks.get(document)?.stop?.abort(CLOSED);
    this.#checks.delete(document);
  }

  /** Ends the processes; the next question would start them again. */
  end(): void {
    for (const it of this.#checkers.values()) it.end();
  }

  #checker(path: string): ShellChecker {
    const known = this.#checkers.get(path);
    if (known) return known;
    const checker = new ShellChecker(this.#programOf(path), this.#log);
    this.#checkers.set(path, checker);
    return checker;
  }

  /** Looks for what is unknown, unless that was begun already. */
  #check(document: OpenDocument, config: LintConfig, checker: ShellChecker, unknown: readonly string[]): void {
    const { version } = document;
    const last = this.#checks.get(document);
    if (last?.version === version && last.config === config) return;
    last?.stop?.abort(CLOSED);
    const stop = unknown.length > 0 ? new AbortController() : null;
    const done = stop
      ? checker.check(unknown, stop.signal).then((isStopped) => {
          if (!isStopped) this.onFound(document);
        })
      : DONE;
    this.#checks.set(document, { version, config, stop, done });
  }
}
