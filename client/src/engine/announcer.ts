/** Gathers changes: the first one is told at once, those that follow at a steady pace. */
import type { ObjectKind } from "./api/system.ts";
import type { StoreChange } from "./store.ts";

export class Announcer {
  readonly #interval: number;
  readonly #announce: (change: StoreChange) => void;
  readonly #pending = new Map<ObjectKind, { readonly ids: Set<string>; listChanged: boolean }>();
  #timer: NodeJS.Timeout | null = null;
  #last = Number.NEGATIVE_INFINITY;

  constructor(interval: number, announce: (change: StoreChange) => void) {
    this.#interval = interval;
    this.#announce = announce;
  }

  changed(kind: ObjectKind, id: string, listChanged: boolean): void {
    const pending = this.#pending.get(kind) ?? { ids: new Set(), listChanged: false };
    pending.ids.add(id);
    pending.listChanged ||= listChanged;
    this.#pending.set(kind, pending);
    // Never put off by a later change: a burst without end would else show nothing.
    this.#timer ??= setTimeout(() => this.#tell(), Math.max(0, this.#last + this.#interval - performance.now()));
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#pending.clear();
  }

  #tell(): void {
    this.#timer = null;
    this.#last = performance.now();
    const changes = [...this.#pending];
    this.#pending.clear();
    for (const [kind, { ids, listChanged }] of changes) this.#announce({ kind, ids: [...ids], listChanged });
  }
}
