/** The images of the engine that the client shows: asked for when first needed, kept until the client says it changed. */
import {
  ENGINE_STATE,
  type EngineState,
  type EngineStateParams,
  IMAGE_DETAILS,
  type ImageDetails,
  type ImageDetailsParams,
} from "../shared/protocol.ts";
import { ForeignPlatforms } from "./foreign-platforms.ts";
import type { Images } from "./images.ts";

/** Milliseconds. Who completes a name does not wait longer; what comes later is there at the next key. */
const PATIENCE = 1000;

/** Sends a request to the client. */
type Ask = <Answer>(method: string, params: object) => Promise<Answer | null>;

export class EngineImages implements Images {
  readonly #ask: Ask;
  readonly #onOtherEngine: () => void;
  #state: EngineState | null = null;
  #asked: { readonly isWanted: boolean; readonly answer: Promise<EngineState | null> } | null = null;
  #isWaiting = false;
  readonly #details = new Map<string, Promise<ImageDetails | null>>();
  readonly #foreign: ForeignPlatforms;
  /** Answers to questions from before a change are dropped. */
  #generation = 0;

  /** `onOtherEngine`: the engine can now be other things than before, or holds images for another platform than before. */
  constructor(ask: Ask, onOtherEngine: () => void) {
    this.#ask = ask;
    this.#onOtherEngine = onOtherEngine;
    this.#foreign = new ForeignPlatforms((reference) => this.details(reference), onOtherEngine);
  }

  get engine(): EngineState | null {
    return this.#state;
  }

  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** For who checks a build: see ImagePlatforms in lint/rule.ts. */
  get platforms() {
    const engine = this.#state;
    if (!engine) return null;
    return { own: `${engine.os}/${engine.arch}`, foreign: (reference: string) => this.#foreign.of(reference, engine) };
  }

  wanted(): Promise<EngineState | null> {
    return patiently(this.#fetch(true));
  }

  details(reference: string): Promise<ImageDetails | null> {
    const params: ImageDetailsParams = { reference };
    const known = this.#details.get(reference) ?? this.#ask<ImageDetails>(IMAGE_DETAILS, params).catch(() => null);
    this.#details.set(reference, known);
    return patiently(known);
  }

  /** What was known holds no more; what the engine is now is asked for at once, without connecting to it. */
  changed(): void {
    this.#generation++;
    this.#asked = null;
    this.#details.clear();
    void this.#fetch(false); // It catches its failures.
  }

  #fetch(isWanted: boolean): Promise<EngineState | null> {
    // Nothing may have been said only because nobody was to connect.
    if (this.#asked && (this.#asked.isWanted || !isWanted || this.#state)) return this.#asked.answer;
    const generation = this.#generation;
    const params: EngineStateParams = { isWanted };
    this.#isWaiting = true;
    const answer = this.#ask<EngineState>(ENGINE_STATE, params).then(
      (state) => {
        if (generation === this.#generation) this.#arrive(state);
        return state;
      },
      () => this.#arrive(null), // A client that said it would answer, and does not: as good as no engine.
    );
    this.#asked = { isWanted, answer };
    return answer;
  }

  #arrive(state: EngineState | null): null {
    const before = this.#state;
    this.#state = state;
    this.#isWaiting = false;
    this.#foreign.changed(state);
    if (before?.name !== state?.name || before?.apiVersion !== state?.apiVersion) this.#onOtherEngine();
    return null;
  }
}

function patiently<T>(answer: Promise<T | null>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), PATIENCE);
    void answer.then((it) => {
      clearTimeout(timer);
      resolve(it);
    });
  });
}
