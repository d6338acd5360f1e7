/** The live state of one engine: listed once, then kept right by the engine's events. */

import type { EngineAddress } from "./address.ts";
import type { Container } from "./api/containers.ts";
import type { Image } from "./api/images.ts";
import type { Network } from "./api/networks.ts";
import type { EngineEvent, EngineInfo, ObjectKind } from "./api/system.ts";
import type { Volume } from "./api/volumes.ts";
import { Backoff } from "./backoff.ts";
import type { Engine } from "./engine.ts";
import { EngineError, type Reason } from "./errors.ts";
import { Live } from "./live.ts";
import { onSocketChange } from "./socket-watch.ts";
import { asEngineError } from "./translate.ts";

export type EngineStatus =
  | { readonly kind: "connecting"; readonly address: string }
  | { readonly kind: "connected"; readonly address: string; readonly info: EngineInfo }
  | { readonly kind: "unreachable"; readonly address: string; readonly reason: Reason; readonly message: string };

/** `all`: the status or everything may have changed. `listChanged`: an object came, went or was renamed. */
export type StoreChange =
  | { readonly kind: "all" }
  | { readonly kind: ObjectKind; readonly ids: readonly string[]; readonly listChanged: boolean };

export interface EngineStore {
  /** Stable for one engine, whatever its state. */
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
  /** Tries to connect at once; nothing when the engine is connected, and no second attempt beside one under way. */
  retry(): void;
  dispose(): void;
}

export interface StoreOptions {
  readonly id: string;
  /** To show before the address is known. */
  readonly url?: string;
  /** Asked anew at every attempt to connect. */
  readonly address: () => Promise<EngineAddress>;
  readonly connect: (address: EngineAddress, signal?: AbortSignal) => Promise<Engine>;
  /** Milliseconds; for tests. */
  readonly timing?: Partial<StoreTiming>;
}

export interface StoreTiming {
  readonly firstRetry: number;
  readonly lastRetry: number;
  /** Between two questions whether the engine still answers. */
  readonly pingInterval: number;
  readonly pingTimeout: number;
  /** How long an engine may take to answer the first attempt to connect; later attempts wait longer. */
  readonly connectTimeout: number;
  /** Between two announcements of changes. */
  readonly announceInterval: number;
}

const TIMING: StoreTiming = {
  firstRetry: 500,
  // An engine that comes back is found within five seconds, listing included, even where its folder cannot be watched.
  lastRetry: 4000,
  pingInterval: 15_000,
  pingTimeout: 5000,
  connectTimeout: 5000,
  announceInterval: 20,
};

export function openStore(options: StoreOptions): EngineStore {
  return new LiveStore(options);
}

class LiveStore implements EngineStore {
  readonly #options: StoreOptions;
  readonly #timing: StoreTiming;
  readonly #live: Live;
  readonly #listeners = new Set<(change: StoreChange) => void>();
  readonly #disposed = new AbortController();
  #status: EngineStatus;
  #engine: Engine | null = null;
  /** Ends the session that is under way. */
  #over: AbortController | null = null;
  /** Set while waiting for the next attempt; ends the wait. */
  #wake: (() => void) | null = null;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#status = { kind: "connecting", address: options.url ?? "" };
    this.#timing = { ...TIMING, ...options.timing };
    this.#live = new Live(
      this.#timing.announceInterval,
      (change) => this.#announce(change),
      (error) => this.#over?.abort(error),
    );
    void this.#run(); // Never rejects: every failure becomes a status.
  }

  get id(): string {
    return this.#options.id;
  }
  get status(): EngineStatus {
    return this.#status;
  }
  get engine(): Engine | null {
    return this.#engine;
  }
  get containers(): ReadonlyMap<string, Container> {
    return this.#live.containers;
  }
  get images(): ReadonlyMap<string, Image> {
    return this.#live.images;
  }
  get volumes(): ReadonlyMap<string, Volume> {
    return this.#live.volumes;
  }
  get networks(): ReadonlyMap<string, Network> {
    return this.#live.networks;
  }

  onDidChange(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  retry(): void {
    if (this.#status.kind !== "unreachable" || this.#disposed.signal.aborted) return;
    this.#setStatus({ kind: "connecting", address: this.#status.address });
    this.#wake?.();
  }

  dispose(): void {
    this.#disposed.abort();
    this.#wake?.();
    this.#live.stop();
    this.#listeners.clear();
    this.#engine = null;
  }

  async #run(): Promise<void> {
    const { signal } = this.#disposed;
    const backoff = new Backoff(this.#timing.firstRetry, this.#timing.lastRetry);
    while (!signal.aborted) {
      try {
        await this.#session(backoff);
      } catch (error) {
        if (signal.aborted) return;
        const { reason, message } = asEngineError(error);
        this.#engine = null;
        this.#live.stop();
        this.#setStatus({ kind: "unreachable", address: this.#status.address, reason, message });
      }
      await this.#pause(backoff.next());
    }
  }

  /** One connection, from the first attempt to its end. Always throws. */
  async #session(backoff: Backoff): Promise<never> {
    // Aborting ends all that the session has under way, the event stream first of all: never are there two.
    const over = new AbortController();
    this.#over = over;
    const signal = AbortSignal.any([over.signal, this.#disposed.signal]);
    const patience = this.#timing.connectTimeout * 2 ** Math.min(backoff.failures, 3);
    const impatient = deadline(patience, over, "the engine does not answer");
    try {
      const address = await this.#options.address();
      this.#setAddress(address.url);
      const engine = await this.#options.connect(address, signal);
      const info = await engine.info(signal);
      const events = await engine.events(signal);
      impatient.clear();
      const watching = Promise.race([this.#follow(events, signal), this.#watch(engine, signal)]);
      watching.catch(() => undefined); // Awaited below, but it may fail while the lists are under way.
      await Promise.race([this.#live.load(engine, signal), watching]);
      backoff.reset();
      this.#engine = engine;
      this.#setStatus({ kind: "connected", address: address.url, info });
      return await watching;
    } catch (error) {
      // The deadline ends a request by aborting it; why it did is the failure.
      throw over.signal.aborted && over.signal.reason instanceof EngineError ? over.signal.reason : error;
    } finally {
      impatient.clear();
      over.abort();
    }
  }

  async #follow(events: AsyncIterable<EngineEvent>, signal: AbortSignal): Promise<never> {
    for await (const event of events) this.#live.take(event);
    signal.throwIfAborted();
    throw new EngineError("lost", "the engine ended the stream of events");
  }

  /** An engine that hangs, or a network that is gone, never closes the stream of events. */
  async #watch(engine: Engine, signal: AbortSignal): Promise<never> {
    for (;;) {
      await sleep(this.#timing.pingInterval, signal);
      const over = new AbortController();
      const late = deadline(this.#timing.pingTimeout, over, "the engine does not answer any more");
      try {
        await engine.ping(AbortSignal.any([signal, over.signal])); // Throws the deadline's EngineError when it is late.
      } finally {
        late.clear();
      }
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#disposed;
    if (signal.aborted) return;
    const unwatch = onSocketChange(this.#status.address, () => this.#wake?.());
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = null;
    unwatch();
  }

  #setAddress(address: string): void {
    if (this.#status.address === address) return;
    this.#setStatus({ ...this.#status, address });
  }

  #setStatus(status: EngineStatus): void {
    this.#status = status;
    this.#announce({ kind: "all" });
  }

  #announce(change: StoreChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}

function deadline(milliseconds: number, over: AbortController, message: string): { clear(): void } {
  const timer = setTimeout(() => over.abort(new EngineError("timeout", message)), milliseconds);
  return { clear: () => clearTimeout(timer) };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal.addEventListener("abort", end, { once: true });
  });
}
