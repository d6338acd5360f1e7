/** Adds a build to the build history. */
import { type BuildRecord, parseHistory, withBuild } from "../../build/history.ts";
import type { TextStorage } from "../../build/storage.ts";

/** The key of the history in the storage. */
export const HISTORY = "history";

export async function keepBuild(storage: TextStorage, record: BuildRecord): Promise<void> {
  const history = parseHistory(await storage.read(HISTORY));
  await storage.write(HISTORY, JSON.stringify(withBuild(history, record)));
}
