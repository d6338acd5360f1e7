/**
 * The images of the engine that are made for another platform than its own. What is not known yet is asked for, and told
 * of when it comes: nobody waits.
 */
import type { EngineState, ImageDetails } from "../shared/protocol.ts";
import { isNamed } from "./names.ts";

export class ForeignPlatforms {
  readonly #details: (reference: string) => Promise<ImageDetails | null>;
  readonly #onNews: () => void;
  readonly #known = new Map<string, string | null>();

  constructor(details: (reference: string) => Promise<ImageDetails | null>, onNews: () => void) {
    this.#details = details;
    this.#onNews = onNews;
  }

  /** `linux/arm64`; null when the engine holds no such image, or one for itself, or has not said yet. */
  of(reference: string, engine: EngineState): string | null {
    const known = this.#known.get(reference);
    if (known !== undefined) return known;
    if (!engine.images.some((it) => isNamed(it, reference))) return null;
    this.#known.set(reference, null);
    void this.#ask(reference, engine);
    return null;
  }

  /** The engine, or what it holds, has changed. */
  changed(engine: EngineState | null): void {
    if (!engine) this.#known.clear();
    else for (const reference of this.#known.keys()) void this.#ask(reference, engine);
  }

  async #ask(reference: string, { os, arch }: EngineState): Promise<void> {
    const platform = (await this.#details(reference))?.platform ?? "";
    const foreign = platform === "" || platform.startsWith(`${os}/${arch}`) ? null : platform;
    if (foreign === this.#known.get(reference)) return;
    this.#known.set(reference, foreign);
    this.#onNews();
  }
}
