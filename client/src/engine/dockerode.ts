/** The Engine over dockerode. */
import type { EngineAddress } from "./contexts.ts";
import type { Engine } from "./engine.ts";

export async function connect(_address: EngineAddress, _signal?: AbortSignal): Promise<Engine> {
  throw new Error("not written yet");
}
