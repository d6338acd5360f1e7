/** Talking to processes in containers: execs, and the main process attached. */
import { setTimeout as sleep } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import { whileAnswering } from "./answering.ts";
import type { ExecRequest, Session, TerminalSize } from "./api/processes.ts";
import { EngineError } from "./errors.ts";
import { openSession } from "./session.ts";
import type { Transport } from "./transport.ts";

/**
 * The engine takes the first key of its detach sequence from every shell until the next key comes, and ctrl-p, the
 * default, is a shell's "previous command". Nobody types this one.
 */
const DETACH_KEYS = "ctrl-^,ctrl-^,ctrl-_,ctrl-^";

/** What must be known of a container to talk with its processes. */
export interface Inspected {
  readonly id: string;
  readonly tty: boolean;
  readonly isRunning: boolean;
}

export async function execSession(transport: Transport, containerId: string, request: ExecRequest): Promise<Session> {
  const { tty, size } = request;
  const id = await createExec(transport, containerId, request, true);
  const connection = await transport.hijack(`/exec/${id}/start`, { body: { Detach: false, Tty: tty } });
  const path = `/exec/${id}`;
  const session = openSession(connection, {
    tty,
    resize: (to) => resizeWhenRunning(transport, path, to),
    exitCode: () => execExitCode(transport, id),
    release: () => undefined,
  });
  // ConsoleSize exists from API 1.42 on only, so the size follows the start for all. The process may have ended already.
  if (size) await session.resize(size).catch(() => undefined);
  return session;
}

/** Runs a command to its end; its output beyond what a probe needs is thrown away. */
export async function probeCommand(
  transport: Transport,
  containerId: string,
  command: readonly string[],
  signal?: AbortSignal,
): Promise<{ exitCode: number | null; stdout: string }> {
  return whileAnswering(
    (late) => transport.ping(late),
    signal,
    async (over) => {
      const session = await execSession(transport, containerId, { command, tty: false });
      const close = (): void => session.close();
      over.addEventListener("abort", close, { once: true });
      try {
        const decoder = new TextDecoder();
        let stdout = "";
        for await (const { channel, bytes } of session.output)
          if (channel === "stdout" && stdout.length < MAX_PROBE_OUTPUT)
            stdout += decoder.decode(bytes, { stream: true });
        over.throwIfAborted();
        return { exitCode: await session.exitCode(), stdout };
      } finally {
        over.removeEventListener("abort", close);
        session.close();
      }
    },
  );
}

const MAX_PROBE_OUTPUT = 1_000_000;

/**
 * Attaches to the main process. `whenStarted` is given what is to be done once the container runs: a terminal's size
 * cannot be set before.
 */
export async function attachSession(
  transport: Transport,
  container: Inspected,
  size: TerminalSize | null,
  whenStarted: (resize: () => void) => void,
): Promise<Session> {
  const path = `/containers/${encodeURIComponent(container.id)}`;
  const keys = container.tty ? { detachKeys: DETACH_KEYS } : {};
  const query = { stream: 1, stdin: 1, stdout: 1, stderr: 1, ...keys };
  const connection = await transport.hijack(`${path}/attach`, { query });
  const ended = await waitForExit(transport, path, container.isRunning ? "not-running" : "next-exit");
  let isRunning = container.isRunning;
  let wanted = size;
  const resize = async (to: TerminalSize): Promise<void> => {
    wanted = to;
    if (isRunning) await resizeWhenRunning(transport, path, to);
  };
  const session = openSession(connection, {
    tty: container.tty,
    resize,
    exitCode: () => ended.exitCode(),
    release: () => ended.abort(),
  });
  if (!isRunning)
    whenStarted(() => {
      isRunning = true;
      // The process may have ended already; that is told by the end of its output.
      if (wanted && container.tty) resize(wanted).catch(() => undefined);
    });
  else if (size) await session.resize(size).catch(() => undefined);
  return session;
}

async function createExec(
  transport: Transport,
  containerId: string,
  request: ExecRequest,
  stdin: boolean,
): Promise<string> {
  const body = {
    AttachStdin: stdin,
    AttachStdout: true,
    AttachStderr: true,
    Tty: request.tty,
    Cmd: request.command,
    ...(request.tty && { DetachKeys: DETACH_KEYS }),
    ...(request.env && { Env: Object.entries(request.env).map(([name, value]) => `${name}=${value}`) }),
    ...(request.user !== undefined && { User: request.user }),
    ...(request.workingDir !== undefined && { WorkingDir: request.workingDir }),
  };
  const path = `/containers/${encodeURIComponent(containerId)}/exec`;
  const answer = (await transport.request("POST", path, { body })) as { Id?: string } | null;
  if (typeof answer?.Id !== "string") throw new EngineError("unknown", l10n.t("the engine did not name what it made."));
  return answer.Id;
}

/** The engine refuses until the process has started, which is a moment after it has answered that it starts it. */
async function resizeWhenRunning(transport: Transport, path: string, size: TerminalSize): Promise<void> {
  const query = { h: Math.floor(size.rows), w: Math.floor(size.columns) };
  for (let attempt = 1; ; attempt++) {
    try {
      await transport.request("POST", `${path}/resize`, { query });
      return;
    } catch (error) {
      const mayComeYet = error instanceof EngineError && ["conflict", "unknown", "gone"].includes(error.reason);
      if (!mayComeYet || attempt === 10) throw error;
      await sleep(20 * attempt);
    }
  }
}

/** Asked after the output ended; the engine may need a moment more to take note of the exit. */
async function execExitCode(transport: Transport, id: string): Promise<number | null> {
  for (let attempt = 1; ; attempt++) {
    const raw = (await transport.request("GET", `/exec/${id}/json`).catch(goneAsNull)) as RawExec | null;
    if (raw === null) return null;
    if (raw.Running !== true) return raw.ExitCode ?? null;
    if (attempt === 20) return null;
    await sleep(10 * attempt);
  }
}

interface RawExec {
  readonly Running?: boolean;
  readonly ExitCode?: number | null;
}

/** Podman forgets an exec with its container. */
function goneAsNull(error: unknown): null {
  if (error instanceof EngineError && error.reason === "gone") return null;
  throw error;
}

interface Exit {
  exitCode(): Promise<number | null>;
  abort(): void;
}

/**
 * Starts waiting for the container's exit: its code is known even when it is removed at once (`--rm`). Resolves when the
 * engine has taken note, for only then is an exit that follows not missed.
 */
async function waitForExit(transport: Transport, path: string, condition: "not-running" | "next-exit"): Promise<Exit> {
  const abort = new AbortController();
  const opened = transport.stream("POST", `${path}/wait`, { query: { condition }, signal: abort.signal });
  const code = opened.then(async (response) => {
    let text = "";
    for await (const chunk of response) text += chunk;
    const { StatusCode } = JSON.parse(text) as { StatusCode?: number };
    return StatusCode ?? null;
  });
  code.catch(() => undefined); // Looked at when the output has ended.
  // Docker answers its headers at once, Podman with the exit.
  await Promise.race([opened.catch(() => undefined), sleep(300, null, { ref: false })]);
  return {
    abort: () => abort.abort(),
    async exitCode() {
      // The connection has ended; when the exit does not follow, someone detached.
      const given = await Promise.race([code.catch(() => null), sleep(2000, null, { ref: false })]);
      abort.abort();
      if (given === null) await transport.request("GET", "/_ping");
      return given;
    },
  };
}
