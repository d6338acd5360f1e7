/** How the many files of a build context are read: at once where the disk is quick, side by side where it is not. */
import { setImmediate as turn } from "node:timers/promises";

const PATIENCE_MS = 2;
/** Milliseconds after which everything else has its turn. */
const HOLD_MS = 10;

/**
 * Asking while everything else waits is ten times as fast as by way of Node's threads, which is what counts with many
 * small files; a disk that takes its time (a network drive, a cold cache) is not asked so any longer.
 */
export class Disk {
  readonly #patience: number;
  /** Of the last answers, in which the last ones weigh most. */
  #delay = 0;
  #heldSince = performance.now();

  /** `patience`: milliseconds that one question may take on average before the disk counts as slow. */
  constructor(patience: number = PATIENCE_MS) {
    this.#patience = patience;
  }

  get isQuick(): boolean {
    return this.#delay < this.#patience;
  }

  /** Asks while everything else waits. */
  ask<T>(question: () => T): T {
    const askedAt = performance.now();
    try {
      return question();
    } finally {
      this.#delay = this.#delay * 0.9 + (performance.now() - askedAt) * 0.1;
    }
  }

  /** Whether everything else has waited long enough. */
  get isDue(): boolean {
    return performance.now() - this.#heldSince > HOLD_MS;
  }

  async rest(): Promise<void> {
    await turn();
    this.#heldSince = performance.now();
  }
}
