/** The logs of one container for as long as somebody looks: over its restarts, and over those of the engine. */

import type { LogRequest } from "../engine/api/processes.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import { LineReader, type LogLine } from "./line-reader.ts";

export interface FollowOptions {
  /** The connected engine; throws EngineError. */
  readonly engine: () => Promise<Engine>;
  /** Which of the containers that are shown together. */
  readonly source: number;
  readonly containerId: string;
  readonly request: Pick<LogRequest, "tail" | "since">;
  readonly take: (lines: readonly LogLine[]) => void;
  readonly ended: (why: "stopped" | "removed" | "lost") => void;
  /** Resolves when it may be worth to ask again: the container has run, or the engine is back. Rejects when aborted. */
  readonly again: (signal: AbortSignal) => Promise<void>;
}

/** Resolves when the container is gone or the signal aborts; throws EngineError where the engine refuses to tell. */
export async function follow(options: FollowOptions, signal: AbortSignal): Promise<void> {
  const { source, containerId, take, ended, again } = options;
  let last: Last = { time: "", texts: new Set() };
  let request: Pick<LogRequest, "tail" | "since"> = options.request;
  // An end that brought nothing since the same was told is no news.
  let told: "stopped" | "lost" | null = null;
  const show = (lines: readonly LogLine[]): void => {
    if (lines.length === 0) return;
    told = null;
    take(lines);
  };
  const tell = (why: "stopped" | "lost"): void => {
    if (told !== why) ended(why);
    told = why;
  };
  while (!signal.aborted) {
    const reader = new LineReader(source);
    // Of a stream that was opened again, what was shown before; two equal lines of one stream are two lines.
    const seen = { ...last, texts: new Set(last.texts) };
    try {
      const engine = await options.engine();
      for await (const chunk of await engine.logs(
        containerId,
        { ...request, follow: true, timestamps: true },
        signal,
      )) {
        const lines = reader.take(chunk);
        const fresh = unseen(lines, seen);
        last = latest(last, fresh);
        show(fresh);
      }
      show(unseen(reader.end(), seen));
      if (signal.aborted) return;
      if ((await engine.container(containerId, signal)) === null) return ended("removed");
      tell("stopped");
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof EngineError)) throw error;
      // A conflict: it is being removed at this moment.
      if (error.reason === "gone" || error.reason === "conflict") return ended("removed");
      if (!PASSING.has(error.reason)) throw error;
      tell("lost");
    }
    try {
      await again(signal);
    } catch {
      return; // Aborted.
    }
    // Podman tells seconds only: what is the same in the same second was shown.
    if (last.time !== "") request = { since: last.time };
  }
}

const PASSING: ReadonlySet<string> = new Set(["lost", "stopped", "missing", "timeout"]);

interface Last {
  readonly time: string;
  /** The lines of that very time: of a whole second of Podman's, so it grows in place. */
  readonly texts: Set<string>;
}

function unseen(lines: readonly LogLine[], { time, texts }: Last): LogLine[] {
  if (time === "") return [...lines];
  return lines.filter((it) => it.time === "" || it.time > time || (it.time === time && !texts.has(it.text)));
}

/** By their times: output and errors come one behind the other's back. */
export function latest(before: Last, lines: readonly LogLine[]): Last {
  let { time } = before;
  for (const it of lines) if (it.time > time) time = it.time;
  const texts = time === before.time ? before.texts : new Set<string>();
  for (const it of lines) if (time !== "" && it.time === time) texts.add(it.text);
  return { time, texts };
}
