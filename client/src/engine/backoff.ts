/** How long to wait before the next attempt: twice as long each time, up to a limit, never quite the same. */
export class Backoff {
  readonly #first: number;
  readonly #last: number;
  readonly #random: () => number;
  #failures = 0;

  constructor(first: number, last: number, random: () => number = Math.random) {
    this.#first = first;
    this.#last = last;
    this.#random = random;
  }

  /** How often `next` was asked since the last success. */
  get failures(): number {
    return this.#failures;
  }

  next(): number {
    const wait = Math.min(this.#last, this.#first * 2 ** this.#failures);
    this.#failures++;
    // Several windows that lost the same engine must not come back all at once.
    return wait * (0.75 + this.#random() / 4);
  }

  reset(): void {
    this.#failures = 0;
  }
}
