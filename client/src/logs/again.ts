/** When a container whose logs have ended may have more to tell. */
import type { EngineStore } from "../engine/store.ts";

/** The store learns of an end a moment after the stream does. */
const SETTLING_MS = 300;

/**
 * Each call of what it answers resolves when the container runs, or when something has happened to it since the last
 * call: one that ends right after its start is seldom seen running. Rejects when aborted.
 */
export function changesOf(
  store: Pick<EngineStore, "status" | "containers" | "onDidChange">,
  id: string,
): (signal: AbortSignal) => Promise<void> {
  let seen = store.containers.get(id);
  return (signal) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const now = store.containers.get(id);
        if (store.status.kind !== "connected" || (now === seen && now?.state !== "running")) return;
        seen = now;
        end();
        resolve();
      };
      const abort = (): void => {
        end();
        reject(signal.reason);
      };
      const unsubscribe = store.onDidChange(look);
      const timer = setTimeout(look, SETTLING_MS);
      const end = (): void => {
        clearTimeout(timer);
        unsubscribe();
        signal.removeEventListener("abort", abort);
      };
      signal.addEventListener("abort", abort, { once: true });
    });
}
