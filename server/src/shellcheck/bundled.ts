/** The ShellCheck that ships with Gantry, in a process that starts with the first script and ends when there are no more. */
import { type ChildProcess, fork } from "node:child_process";
import { constants, setPriority } from "node:os";
import type { ShellCheckProgram } from "./checker.ts";

/** Milliseconds. */
const IDLE = 120_000;
const LONGEST_RUN = 10_000;

type Answer = { readonly found: unknown } | { readonly error: string };

/** `file` is the built program.ts. */
export class BundledShellCheck implements ShellCheckProgram {
  readonly #file: string;
  readonly #idle: number;
  #child: ChildProcess | null = null;
  #idleTimer: NodeJS.Timeout | null = null;
  #lastId = 0;

  constructor(file: string, idle = IDLE) {
    this.#file = file;
    this.#idle = idle;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  async run(script: string): Promise<unknown> {
    if (this.#idleTimer) clearTimeout(this.#idleTimer);
    const child = this.#started();
    const answer = await this.#ask(child, script);
    this.#idleTimer = setTimeout(() => this.end(), this.#idle).unref();
    if ("error" in answer) throw new Error(answer.error);
    return answer.found;
  }

  end(): void {
    if (this.#idleTimer) clearTimeout(this.#idleTimer);
    this.#child?.kill();
    this.#child = null;
  }

  #started(): ChildProcess {
    if (this.#child) return this.#child;
    const child = fork(this.#file, [], { execArgv: [], stdio: ["ignore", "ignore", "ignore", "ipc"] });
    const forget = (): void => {
      if (this.#child === child) this.#child = null;
    };
    child.on("exit", forget);
    child.on("error", forget);
    // Waiting for a script holds the process, a warm ShellCheck does not.
    child.unref();
    child.channel?.unref();
    yieldToOthers(child);
    this.#child = child;
    return child;
  }

  #ask(child: ChildProcess, script: string): Promise<Answer> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        finish({ error: `no answer within ${LONGEST_RUN / 1000} s` });
        child.kill("SIGKILL");
        if (this.#child === child) this.#child = null;
      }, LONGEST_RUN);
      const onMessage = (answer: Answer & { readonly id: number }): void => {
        if (answer.id === id) finish(answer);
      };
      const onExit = (): void => finish({ error: "the process has ended" });
      const onError = (error: Error): void => finish({ error: error.message });
      const finish = (answer: Answer): void => {
        clearTimeout(timer);
        child.off("message", onMessage).off("exit", onExit).off("error", onError);
        child.channel?.unref();
        resolve(answer);
      };
      child.channel?.ref();
      child.on("message", onMessage).on("exit", onExit).on("error", onError);
      child.send({ id, script }, (error) => error && finish({ error: error.message }));
    });
  }
}

/** Whoever types goes before scripts that are checked meanwhile. */
function yieldToOthers({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Where that is not allowed it competes as others do.
  }
}
