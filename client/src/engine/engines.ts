/** All engines of a window: those that are known, those that are connected side by side, and the current one. */

import type { EngineAddress } from "./address.ts";
import type { EngineInfo } from "./api/system.ts";
import { CurrentStore } from "./current-store.ts";
import type { Discovery, KnownEngine } from "./discover.ts";
import type { Engine } from "./engine.ts";
import { EngineError } from "./errors.ts";
import { type EngineStatus, type EngineStore, openStore, type StoreChange, type StoreTiming } from "./store.ts";

export interface EnginesOptions {
  readonly discover: () => Promise<Discovery>;
  readonly connect: (address: EngineAddress, signal?: AbortSignal) => Promise<Engine>;
  /** What this workspace remembers. */
  readonly memory: { get(key: string): string | null; set(key: string, value: string): void };
  /** Calls when engines may have come or gone; answers the function that ends it. */
  readonly watch: (changed: () => void) => () => void;
  readonly timing?: Partial<StoreTiming>;
}

/** Of one engine, or with `null` of the set itself: which there are, and which one is current. */
export type EnginesListener = (change: StoreChange, engine: string | null) => void;

const CURRENT = "engine.current";
const PINNED = "engine.connected";

export class Engines {
  readonly #options: EnginesOptions;
  readonly #listeners = new Set<EnginesListener>();
  readonly #open = new Map<string, { readonly url: string; readonly store: EngineStore }>();
  readonly #current = new CurrentStore(this);
  /** The engines that have been connected since they were opened. */
  readonly #proven = new Set<string>();
  #discovery: Discovery | null = null;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #unwatch: (() => void) | null = null;
  #isDisposed = false;

  constructor(options: EnginesOptions) {
    this.#options = options;
  }

  /** The store of whichever engine is current; it stays the same object when another one becomes so. */
  current(): EngineStore {
    void this.ready(); // Never rejects.
    return this.#current;
  }

  /** Resolves when it is known which engines there are. Looks for them at the first call. */
  ready(): Promise<void> {
    this.#unwatch ??= this.#options.watch(() => void this.refresh());
    return this.#discovery === null ? this.refresh() : Promise.resolve();
  }

  /** The current one first; none before `ready`. */
  get known(): readonly KnownEngine[] {
    const current = this.currentId;
    const engines = this.#discovery?.engines ?? [];
    return [...engines].sort((a, b) => Number(b.id === current) - Number(a.id === current));
  }

  /** Null before `ready`. */
  get currentId(): string | null {
    if (this.#discovery === null) return null;
    const chosen = this.#options.memory.get(CURRENT);
    return this.#engine(chosen)?.id ?? this.#discovery.preferred;
  }

  /** The stores that are open, the current one first. */
  get opened(): readonly EngineStore[] {
    return this.known.map((it) => this.#open.get(it.id)?.store).filter((it) => it !== undefined);
  }

  /** Null for an engine that is not connected and does not try to be. */
  statusOf(id: string): EngineStatus | null {
    return this.#open.get(id)?.store.status ?? null;
  }

  /** The store of an engine that is open. Throws EngineError("gone") for all others. */
  store(id: string): EngineStore {
    const open = this.#open.get(id);
    if (!open) throw new EngineError("gone", "this engine is not connected any more");
    return open.store;
  }

  isPinned(id: string): boolean {
    return this.#pinned().includes(id);
  }

  /** Makes it the current engine of this workspace; nothing changes for the docker CLI. */
  use(id: string): void {
    const before = this.currentId;
    // Where several are looked at, the one that was current stays among them.
    const stays = before !== null && before !== id && this.#open.size > 1;
    if (stays) this.#options.memory.set(PINNED, [...new Set([...this.#pinned(), before])].join("\n"));
    // Whoever chooses what the docker CLI would use goes on following it.
    this.#options.memory.set(CURRENT, id === this.#discovery?.preferred ? "" : id);
    this.#reconcile();
  }

  /** Connects it beside the current one, now and whenever this workspace is opened. */
  connect(id: string): void {
    this.#pin([...new Set([...this.#pinned(), id])]);
  }

  disconnect(id: string): void {
    this.#pin(this.#pinned().filter((it) => it !== id));
  }

  /** Looks again which engines there are. */
  refresh(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return this.#looking;
    }
    this.#looking = this.#look();
    return this.#looking;
  }

  /** Whether an engine answers at an address; nothing of the connection stays. Throws EngineError. */
  async probe(address: EngineAddress, signal: AbortSignal): Promise<EngineInfo> {
    const over = new AbortController();
    try {
      const both = AbortSignal.any([signal, over.signal]);
      return await (await this.#options.connect(address, both)).info(both);
    } finally {
      over.abort();
    }
  }

  onDidChange(listener: EnginesListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#unwatch?.();
    for (const { store } of this.#open.values()) store.dispose();
    this.#open.clear();
    this.#listeners.clear();
  }

  async #look(): Promise<void> {
    do {
      this.#lookAgain = false;
      const found = this.#steadied(await this.#options.discover());
      if (this.#isDisposed) break;
      const isNews = this.#discovery === null || signature(found) !== signature(this.#discovery);
      this.#discovery = found;
      if (isNews) this.#reconcile();
    } while (this.#lookAgain);
    this.#looking = null; // At once: whoever asks from here on wants another look.
  }

  /** An engine that restarts takes its socket away for a moment, which is no reason to turn to another engine. */
  #steadied(found: Discovery): Discovery {
    const before = this.#engine(this.#discovery?.preferred);
    const now = found.engines.find((it) => it.id === found.preferred);
    if (before?.source !== "socket" || now?.source !== "socket" || !this.#proven.has(before.id)) return found;
    const isThere = found.engines.some((it) => it.id === before.id);
    return { engines: isThere ? found.engines : [before, ...found.engines], preferred: before.id };
  }

  /** Opens what is wanted and is not open; ends what is open and not wanted, or has moved to another address. */
  #reconcile(): void {
    const wanted = new Set([this.currentId, ...this.#pinned()]);
    for (const [id, { url, store }] of this.#open) {
      if (wanted.has(id) && this.#engine(id)?.url === url) continue;
      store.dispose();
      this.#open.delete(id);
      this.#proven.delete(id);
    }
    for (const it of this.#discovery?.engines ?? [])
      if (wanted.has(it.id) && !this.#open.has(it.id)) this.#open.set(it.id, { url: it.url, store: this.#openOne(it) });
    this.#tell({ kind: "all" }, null);
  }

  #openOne({ id, url }: KnownEngine): EngineStore {
    const store = openStore({
      id,
      url,
      address: async () => {
        const engine = this.#engine(id);
        if (!engine) throw new EngineError("gone", "this engine is not known any more");
        return engine.address();
      },
      connect: this.#options.connect,
      ...(this.#options.timing && { timing: this.#options.timing }),
    });
    store.onDidChange((change) => {
      if (store.status.kind === "connected") this.#proven.add(id);
      // Another one may have come in the meantime: a socket where nothing was watched.
      if (store.status.kind === "unreachable" && id === this.currentId) void this.refresh();
      this.#tell(change, id);
    });
    return store;
  }

  #engine(id: string | null | undefined): KnownEngine | undefined {
    return this.#discovery?.engines.find((it) => it.id === id);
  }

  #pinned(): readonly string[] {
    return (this.#options.memory.get(PINNED) ?? "").split("\n").filter(Boolean);
  }

  #pin(ids: readonly string[]): void {
    this.#options.memory.set(PINNED, ids.join("\n"));
    this.#reconcile();
  }

  #tell(change: StoreChange, engine: string | null): void {
    for (const listener of [...this.#listeners]) listener(change, engine);
  }
}

const signature = ({ engines, preferred }: Discovery): string =>
  JSON.stringify([preferred, engines.map((it) => [it.id, it.name, it.url, it.source, it.context])]);
