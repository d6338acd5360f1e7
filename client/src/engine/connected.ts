/** Waiting for an engine store to be connected. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "./engine.ts";
import { EngineError } from "./errors.ts";
import type { EngineStore } from "./store.ts";

/** Resolves when the attempt to connect that is under way has succeeded or failed. */
export function settled(store: EngineStore): Promise<void> {
  return new Promise((resolve) => {
    if (store.status.kind !== "connecting") return resolve();
    const unsubscribe = store.onDidChange(() => {
      if (store.status.kind === "connecting") return;
      unsubscribe();
      resolve();
    });
  });
}

/** How long somebody waits who wants something of the engine; the store itself goes on trying. Milliseconds. */
const PATIENCE = 10_000;

/** The store's engine; an engine that does not answer is tried once more before EngineError is thrown. */
export async function connectedEngine(store: EngineStore): Promise<Engine> {
  await settledSoon(store);
  if (store.status.kind === "unreachable") {
    store.retry();
    await settledSoon(store);
  }
  const { status, engine } = store;
  if (status.kind === "connected" && engine) return engine;
  if (status.kind === "unreachable")
    throw new EngineError(status.reason, status.message, status, status.reason === "unknown" ? "theirs" : "ours");
  if (status.kind === "connecting") throw new EngineError("timeout", "the engine does not answer");
  throw new EngineError("lost", "the connection was lost again at once");
}

async function settledSoon(store: EngineStore): Promise<void> {
  const over = new AbortController();
  await Promise.race([settled(store), sleep(PATIENCE, undefined, over).catch(() => undefined)]);
  over.abort();
}
