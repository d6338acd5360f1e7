/** What running containers use at the moment: measured only while somebody sees it. */
import type { Stats } from "../engine/api/details.ts";
import type { Engine } from "../engine/engine.ts";

/** One stream each; more would keep the engine busier than the containers. */
const MOST_STREAMS = 60;

export interface Measured {
  readonly engine: string;
  readonly containerId: string;
}

export class LiveStats {
  readonly #engine: (id: string) => Promise<Engine>;
  readonly #changed: () => void;
  readonly #streams = new Map<string, AbortController>();
  readonly #last = new Map<string, Stats>();

  /** `changed` is called after each measurement. */
  constructor(engine: (id: string) => Promise<Engine>, changed: () => void) {
    this.#engine = engine;
    this.#changed = changed;
  }

  /** Null when it is not measured, or has not been measured yet. */
  of(containerId: string): Stats | null {
    return this.#last.get(containerId) ?? null;
  }

  /** Measures exactly these; none ends all. */
  follow(wanted: readonly Measured[]): void {
    const ids = new Set(wanted.slice(0, MOST_STREAMS).map((it) => it.containerId));
    for (const [id, stream] of this.#streams)
      if (!ids.has(id)) {
        stream.abort();
        this.#streams.delete(id);
        this.#last.delete(id);
      }
    for (const it of wanted.slice(0, MOST_STREAMS)) if (!this.#streams.has(it.containerId)) this.#open(it);
  }

  #open({ engine, containerId }: Measured): void {
    const over = new AbortController();
    this.#streams.set(containerId, over);
    const read = async (): Promise<void> => {
      for await (const stats of (await this.#engine(engine)).stats(containerId, over.signal)) {
        if (over.signal.aborted) return;
        this.#last.set(containerId, stats);
        this.#changed();
      }
    };
    // A container that stops ends its stream; one that runs again is asked for again, by the change of its row.
    void read()
      .catch(() => undefined)
      .finally(() => {
        if (this.#streams.get(containerId) !== over) return;
        this.#streams.delete(containerId);
        this.#last.delete(containerId);
      });
  }
}
