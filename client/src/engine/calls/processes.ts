/** What goes on in containers: their main process, its logs, and others beside it. */
import type { IncomingMessage } from "node:http";
import type { OutputChunk, ProcessCalls } from "../api/processes.ts";
import { demultiplex, undivided } from "../demultiplex.ts";
import { EngineError } from "../errors.ts";
import { attachSession, execSession, type Inspected, probeCommand } from "../processes.ts";
import { asEngineError } from "../translate.ts";
import type { Transport } from "../transport.ts";
import { type Connection, containerPath, orNull } from "./connection.ts";

export function processCalls({ transport }: Connection): ProcessCalls {
  /** Terminals that are attached to a container which does not run yet: their size is set once it does. */
  const waitingTerminals = new Map<string, Set<() => void>>();
  return {
    async start(id) {
      await transport.request("POST", `${containerPath(id)}/start`);
      for (const resize of waitingTerminals.get(id) ?? []) resize();
      waitingTerminals.delete(id);
    },

    async attach(id, size) {
      const container = await inspected(transport, id);
      return attachSession(transport, container, size ?? null, (resize) => {
        const waiting = waitingTerminals.get(container.id) ?? new Set();
        waitingTerminals.set(container.id, waiting.add(resize));
        if (id !== container.id) waitingTerminals.set(id, waiting);
      });
    },

    async logs(id, request, signal) {
      const { tty } = await inspected(transport, id, signal);
      const query = {
        stdout: 1,
        stderr: 1,
        follow: request.follow ? 1 : 0,
        timestamps: request.timestamps ? 1 : 0,
        tail: request.tail ?? "all",
        ...(request.since !== undefined && { since: unixTime(request.since) }),
      };
      const response = await transport.stream("GET", `${containerPath(id)}/logs`, { query, signal });
      return readLogs(transport, id, response, tty, request.follow, signal);
    },

    exec: (id, request) => execSession(transport, id, request),

    probe: (id, command, signal) => probeCommand(transport, id, command, signal),
  };
}

async function* readLogs(
  transport: Transport,
  id: string,
  response: IncomingMessage,
  tty: boolean,
  follow: boolean,
  signal: AbortSignal,
): AsyncGenerator<OutputChunk, void> {
  try {
    yield* tty ? undivided(response) : demultiplex(response);
    // An engine that shuts down ends the logs as cleanly as a container that stops.
    if (follow && !signal.aborted) await orNull(inspected(transport, id, signal));
  } catch (error) {
    if (signal.aborted) return;
    const failure = asEngineError(error);
    throw isAway(failure) ? new EngineError("lost", failure.message, failure) : failure;
  } finally {
    response.destroy();
  }
}

async function inspected(transport: Transport, id: string, signal?: AbortSignal): Promise<Inspected> {
  const path = `${containerPath(id)}/json`;
  const raw = (await transport.request("GET", path, { signal })) as RawInspect | null;
  return { id: raw?.Id ?? id, tty: raw?.Config?.Tty === true, isRunning: raw?.State?.Running === true };
}

interface RawInspect {
  readonly Id?: string;
  readonly Config?: { readonly Tty?: boolean };
  readonly State?: { readonly Running?: boolean };
}

const isAway = ({ reason }: EngineError): boolean => reason === "missing" || reason === "stopped";

/** `2026-01-02T03:04:05.123456789Z` as seconds, which Docker wants, without losing a digit. */
export function unixTime(rfc3339: string): string {
  const fraction = /\.(\d+)/.exec(rfc3339)?.[1] ?? "0";
  const seconds = Math.floor(Date.parse(rfc3339.replace(/\.\d+/, "")) / 1000);
  return `${seconds}.${fraction.padEnd(9, "0").slice(0, 9)}`;
}
