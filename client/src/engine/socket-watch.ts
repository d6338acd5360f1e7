/** Tells when the socket of an engine comes back, so that nobody waits for the next attempt. */
import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Calls `changed` when something happens to the socket's file; answers the function that ends the watch. */
export function onSocketChange(address: string, changed: () => void): () => void {
  if (!address.startsWith("unix://")) return () => undefined;
  const path = address.slice("unix://".length);
  let watcher: FSWatcher;
  try {
    watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
      if (name === basename(path)) changed();
    });
  } catch {
    return () => undefined; // No such folder, or no more watches: the attempts go on by the clock.
  }
  watcher.on("error", () => watcher.close());
  return () => watcher.close();
}
