/** The live state of one engine: listed once, then kept right by the engine's events. */
import type { EngineAddress } from "./contexts.ts";
import type { Container, Engine, EngineInfo, Image, Network, ObjectKind, Volume } from "./engine.ts";
import type { Reason } from "./errors.ts";

export type EngineStatus =
  | { readonly kind: "connecting"; readonly address: string }
  | { readonly kind: "connected"; readonly address: string; readonly info: EngineInfo }
  | { readonly kind: "unreachable"; readonly address: string; readonly reason: Reason; readonly message: string };

/** `all`: the status or everything may have changed. `listChanged`: an object came, went or was renamed. */
export type StoreChange =
  | { readonly kind: "all" }
  | { readonly kind: ObjectKind; readonly ids: readonly string[]; readonly listChanged: boolean };

export interface EngineStore {
  /** Stable for one engine: its address. Empty until the address is known. */
  readonly id: string;
  readonly status: EngineStatus;
  /** Null while there is no connection; the last data stay. */
  readonly engine: Engine | null;
  readonly containers: ReadonlyMap<string, Container>;
  readonly images: ReadonlyMap<string, Image>;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly networks: ReadonlyMap<string, Network>;
  /** Answers the function that ends the subscription. */
  onDidChange(listener: (change: StoreChange) => void): () => void;
  /** Tries to connect at once; nothing when an attempt is under way or the engine is connected. */
  retry(): void;
  dispose(): void;
}

export interface StoreOptions {
  /** Asked anew at every attempt to connect. */
  readonly address: () => Promise<EngineAddress>;
  readonly connect: (address: EngineAddress, signal?: AbortSignal) => Promise<Engine>;
}

export function openStore(_options: StoreOptions): EngineStore {
  throw new Error("not written yet");
}
