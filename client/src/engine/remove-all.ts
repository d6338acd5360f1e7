import { EngineError } from "./errors.ts";

/** Removes each thing; one that is gone already is what was wanted. Rejects with the first failure after all were tried. */
export async function removeAll<T>(things: readonly T[], remove: (thing: T) => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(things.map(remove));
  const failures = results.flatMap((it) => (it.status === "rejected" ? [it.reason] : []));
  const failure = failures.find((it) => !(it instanceof EngineError && it.reason === "gone"));
  if (failure !== undefined) throw failure;
}
