/** Whether an engine still answers while something is asked of it: one that hangs never closes a connection by itself. */
import { EngineError } from "./errors.ts";

/** How long an answer may take before the engine is asked whether it answers at all, and how long that may take. */
const PATIENCE = 5000;

/** The cheapest question there is. */
export type Ping = (signal: AbortSignal) => Promise<unknown>;

export interface Watch {
  /** Aborted when the engine answers nothing any more, with an EngineError, and together with the signal given. */
  readonly signal: AbortSignal;
  end(): void;
}

/** However long something takes, it goes on for as long as the engine answers pings meanwhile. */
export function watchAnswers(ping: Ping, outer?: AbortSignal): Watch {
  const over = new AbortController();
  const follow = (): void => over.abort(outer?.reason);
  let timer = setTimeout(ask, PATIENCE);
  let isEnded = false;
  async function ask(): Promise<void> {
    const late = new AbortController();
    const limit = setTimeout(() => late.abort(new EngineError("timeout", "the engine does not answer")), PATIENCE);
    try {
      await ping(late.signal);
      if (!isEnded) timer = setTimeout(ask, PATIENCE);
    } catch (error) {
      over.abort(error);
    } finally {
      clearTimeout(limit);
    }
  }
  if (outer?.aborted) follow();
  outer?.addEventListener("abort", follow, { once: true });
  return {
    signal: over.signal,
    end() {
      isEnded = true;
      clearTimeout(timer);
      outer?.removeEventListener("abort", follow);
    },
  };
}

/** Does something that needs the engine's answers. Throws EngineError("timeout") when none come any more. */
export async function whileAnswering<T>(
  ping: Ping,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const watch = watchAnswers(ping, outer);
  try {
    return await work(watch.signal);
  } finally {
    watch.end();
  }
}
