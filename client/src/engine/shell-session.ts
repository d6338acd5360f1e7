/** A shell in a running container. */

import type { Session, TerminalSize } from "./api/processes.ts";
import type { Engine } from "./engine.ts";
import { EngineError } from "./errors.ts";

export interface ShellOptions {
  /** A program of the container; the best shell that it has when not given. */
  readonly shell?: string;
  readonly user?: string;
  readonly workingDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Best first. Not as login shells: the profile of Debian and of Alpine sets PATH anew, which loses what the image put there.
 */
const SHELLS: readonly string[] = ["bash", "zsh", "sh", "ash", "/busybox/sh"];
/** What no shell answers by chance: a program of that name that is none does not pass for one. */
const PROOF = "exit 42";
/** Where there is `sh`, one question finds the best of all. */
const BEST = `for s in ${SHELLS.join(" ")}; do "$s" -c '${PROOF}' >/dev/null 2>&1; [ $? = 42 ] && echo "$s" && exit; done`;

/** Opens a shell. Throws EngineError("no-shell") where the image has none. */
export async function openShell(
  engine: Engine,
  containerId: string,
  size: TerminalSize,
  { shell, user, workingDir, env }: ShellOptions = {},
): Promise<Session> {
  const program = shell ?? (await findShell(engine, containerId));
  return engine.exec(containerId, {
    command: [program],
    tty: true,
    size,
    env: { TERM: "xterm-256color", ...env },
    ...(user !== undefined && { user }),
    ...(workingDir !== undefined && { workingDir }),
  });
}

/** The program of the best shell. */
export async function findShell(engine: Engine, containerId: string, signal?: AbortSignal): Promise<string> {
  const answer = await probe(engine, containerId, ["sh", "-c", BEST], signal);
  const best = answer?.stdout.trim() ?? "";
  if (SHELLS.includes(best)) return best;
  for (const shell of SHELLS)
    if ((await probe(engine, containerId, [shell, "-c", PROOF], signal))?.exitCode === 42) return shell;
  throw new EngineError("no-shell", "the image has no shell: neither bash nor sh");
}

/** Null where there is no such program. */
async function probe(
  engine: Engine,
  id: string,
  command: readonly string[],
  signal?: AbortSignal,
): Promise<{ exitCode: number | null; stdout: string } | null> {
  try {
    return await engine.probe(id, command, signal);
  } catch (error) {
    // Docker reports a program that is not there by the exit code 126 or 127, Podman by refusing the exec.
    if (error instanceof EngineError && /executable file|no such file|not found/i.test(error.message)) return null;
    throw error;
  }
}
