/** All objects of one kind, each refreshed when asked to: one question at a time, for all that changed meanwhile. */
import type { EngineError } from "./errors.ts";
import { asEngineError } from "./translate.ts";

/** What was asked for -> what it is now, null for gone; what could not be told is left out. */
export type Fetched<T> = ReadonlyMap<string, T | null>;

export interface KindredOptions<T> {
  readonly keyOf: (it: T) => string;
  /** An object that is renamed may change its place in the list. */
  readonly nameOf: (it: T) => string;
  /** Whether there is nothing to tell. */
  readonly same: (before: T, now: T) => boolean;
  readonly fetch: (ids: readonly string[]) => Promise<Fetched<T>>;
  readonly changed: (key: string, listChanged: boolean) => void;
  readonly lost: (error: EngineError) => void;
}

/**
 * Docker sends some events before the change that they tell of can be seen in its lists, so each object is asked for once
 * more, between one and two of these (milliseconds) after its last event.
 */
const SETTLING = 150;

export class Kindred<T> {
  readonly #options: KindredOptions<T>;
  #objects = new Map<string, T>();
  /** Waiting for the next question. */
  readonly #stale = new Set<string>();
  /** Removed while a question is under way, whose answer may still know them. */
  readonly #removed = new Set<string>();
  #asking = false;
  readonly #settling = { young: new Set<string>(), old: new Set<string>() };
  #timer: NodeJS.Timeout | null = null;

  constructor(options: KindredOptions<T>) {
    this.#options = options;
  }

  get objects(): ReadonlyMap<string, T> {
    return this.#objects;
  }

  replace(all: readonly T[]): void {
    this.#objects = new Map(all.map((it) => [this.#options.keyOf(it), it]));
  }

  refresh(id: string): void {
    this.#settle(id);
    this.#question(id);
  }

  /** For what often comes together with other events of the same object. */
  refreshLater(id: string): void {
    this.#settle(id);
  }

  /** For what the event alone tells; nothing is asked until it has settled. */
  patch(key: string, change: (it: T) => T): void {
    const before = this.#objects.get(key);
    this.#settle(key);
    if (before === undefined) return;
    const now = change(before);
    if (now === before) return;
    this.#objects.set(key, now);
    this.#options.changed(key, false);
  }

  remove(key: string): void {
    this.#stale.delete(key);
    this.#settling.young.delete(key);
    this.#settling.old.delete(key);
    if (this.#asking) this.#removed.add(key);
    if (this.#objects.delete(key)) this.#options.changed(key, true);
  }

  stop(): void {
    this.#stale.clear();
    this.#settling.young.clear();
    this.#settling.old.clear();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #question(id: string): void {
    this.#removed.delete(id);
    this.#stale.add(id);
    if (!this.#asking) void this.#ask(); // Its failures go to `lost`.
  }

  #settle(id: string): void {
    this.#settling.old.delete(id);
    this.#settling.young.add(id);
    this.#timer ??= setTimeout(() => this.#tick(), SETTLING);
  }

  #tick(): void {
    const { young, old } = this.#settling;
    const settled = [...old];
    old.clear();
    for (const id of young) old.add(id);
    young.clear();
    this.#timer = old.size > 0 ? setTimeout(() => this.#tick(), SETTLING) : null;
    for (const id of settled) this.#question(id);
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    try {
      while (this.#stale.size > 0) {
        const ids = [...this.#stale];
        this.#stale.clear();
        this.#removed.clear();
        for (const [id, it] of await this.#options.fetch(ids)) this.#apply(id, it);
      }
    } catch (error) {
      this.#options.lost(asEngineError(error));
    } finally {
      this.#asking = false;
    }
  }

  #apply(id: string, it: T | null): void {
    const { keyOf, nameOf, same, changed } = this.#options;
    if (it === null) {
      if (this.#objects.delete(id)) changed(id, true);
      return;
    }
    const key = keyOf(it);
    if (this.#removed.has(key) || this.#removed.has(id)) return;
    const before = this.#objects.get(key);
    this.#objects.set(key, it);
    if (before !== undefined && same(before, it)) return;
    changed(key, before === undefined || nameOf(before) !== nameOf(it));
  }
}
