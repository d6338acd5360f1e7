/** A shell in a running container. */
import type { Engine, Session, TerminalSize } from "./engine.ts";
import { EngineError } from "./errors.ts";

/**
 * Best first. Not as login shells: the profile of Debian and of Alpine sets PATH anew, which loses what the image put there.
 */
const SHELLS: readonly string[] = ["bash", "sh", "ash", "/busybox/sh"];

/** Opens the best shell there is. Throws EngineError("no-shell") where the image has none. */
export async function openShell(engine: Engine, containerId: string, size: TerminalSize): Promise<Session> {
  const shell = await findShell(engine, containerId);
  return engine.exec(containerId, { command: [shell], tty: true, size, env: { TERM: "xterm-256color" } });
}

/** The program of the best shell. */
export async function findShell(engine: Engine, containerId: string, signal?: AbortSignal): Promise<string> {
  for (const shell of SHELLS) {
    // A program of that name that is no shell does not pass for one.
    if (await runs(engine, containerId, [shell, "-c", "exit 42"], signal)) return shell;
  }
  throw new EngineError("no-shell", "the image has no shell: neither bash nor sh");
}

async function runs(engine: Engine, id: string, command: readonly string[], signal?: AbortSignal): Promise<boolean> {
  try {
    return (await engine.probe(id, command, signal)).exitCode === 42;
  } catch (error) {
    // Docker reports a program that is not there by the exit code 126 or 127, Podman by refusing the exec.
    if (error instanceof EngineError && /executable file|no such file|not found/i.test(error.message)) return false;
    throw error;
  }
}
