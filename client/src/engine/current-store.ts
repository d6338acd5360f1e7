/** The store of whichever engine is current: who holds it need not know when another engine becomes so. */
import type { Container } from "./api/containers.ts";
import type { Image } from "./api/images.ts";
import type { Network } from "./api/networks.ts";
import type { Volume } from "./api/volumes.ts";
import type { Engine } from "./engine.ts";
import type { Engines } from "./engines.ts";
import type { EngineStatus, EngineStore, StoreChange } from "./store.ts";

const NONE = new Map<string, never>();
const LOOKING: EngineStatus = { kind: "connecting", address: "" };

export class CurrentStore implements EngineStore {
  readonly #engines: Pick<Engines, "currentId" | "opened" | "onDidChange">;

  constructor(engines: Pick<Engines, "currentId" | "opened" | "onDidChange">) {
    this.#engines = engines;
  }

  get #store(): EngineStore | undefined {
    return this.#engines.opened[0];
  }
  get id(): string {
    return this.#store?.id ?? "";
  }
  get status(): EngineStatus {
    return this.#store?.status ?? LOOKING;
  }
  get engine(): Engine | null {
    return this.#store?.engine ?? null;
  }
  get containers(): ReadonlyMap<string, Container> {
    return this.#store?.containers ?? NONE;
  }
  get images(): ReadonlyMap<string, Image> {
    return this.#store?.images ?? NONE;
  }
  get volumes(): ReadonlyMap<string, Volume> {
    return this.#store?.volumes ?? NONE;
  }
  get networks(): ReadonlyMap<string, Network> {
    return this.#store?.networks ?? NONE;
  }

  onDidChange(listener: (change: StoreChange) => void): () => void {
    return this.#engines.onDidChange((change, engine) => {
      if (engine === null || engine === this.#engines.currentId) listener(change);
    });
  }

  retry(): void {
    this.#store?.retry();
  }

  /** Nothing of its own to end. */
  dispose(): void {}
}
