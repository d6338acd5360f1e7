/** Removes what was made for a while: a container, then the image that it was made of. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "./engine.ts";
import { EngineError } from "./errors.ts";

/** An engine that is restarted in between has this long to come back. */
const AWAY_MS = 60_000;
/** A container that ends by itself is being removed for a moment, and holds its image until then. */
const HELD_MS = 5000;
const BETWEEN_MS = 300;

/** An image that something else uses by now stays. `engine` is asked anew each time: it may be another connection. */
export async function removeTemporary(
  engine: () => Promise<Engine>,
  { container, image }: { readonly container: string | null; readonly image: string | null },
): Promise<void> {
  if (container !== null)
    await untilGone(async () => (await engine()).remove(container, { force: true, volumes: true }));
  if (image !== null) await untilGone(async () => (await engine()).removeImage(image, { force: false }));
}

async function untilGone(remove: () => Promise<void>): Promise<void> {
  const startedAt = Date.now();
  for (;;) {
    try {
      await remove();
      return;
    } catch (error) {
      if (Date.now() - startedAt > patience(error)) return;
    }
    await sleep(BETWEEN_MS);
  }
}

function patience(error: unknown): number {
  if (!(error instanceof EngineError)) return 0;
  if (["lost", "missing", "stopped", "timeout"].includes(error.reason)) return AWAY_MS;
  return error.reason === "conflict" ? HELD_MS : 0;
}
