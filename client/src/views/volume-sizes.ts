/** How large volumes are: the engine measures all of them at once, which takes a while, so that it is asked seldom. */
import type { VolumeUsage } from "../engine/api/details.ts";
import type { Engine } from "../engine/engine.ts";

/** Milliseconds for which a measurement holds. */
const FRESH = 30_000;

interface Measurement {
  readonly at: number;
  readonly usage: Promise<ReadonlyMap<string, VolumeUsage>>;
}

export class VolumeSizes {
  readonly #engine: (id: string) => Promise<Engine>;
  readonly #last = new Map<string, Measurement>();

  constructor(engine: (id: string) => Promise<Engine>) {
    this.#engine = engine;
  }

  /** Bytes, or null where the engine does not tell. Throws EngineError. */
  async of(engine: string, volume: string): Promise<number | null> {
    let last = this.#last.get(engine);
    if (last === undefined || Date.now() - last.at > FRESH) {
      last = { at: Date.now(), usage: this.#engine(engine).then((it) => it.volumeUsage()) };
      this.#last.set(engine, last);
      last.usage.catch(() => this.#last.delete(engine)); // The next one asks anew.
    }
    return (await last.usage).get(volume)?.size ?? null;
  }
}
