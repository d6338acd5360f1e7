/** Lines on their way to whoever shows them: never more than fit, the newest first to stay. */
import type { LogLine } from "./line-reader.ts";

export interface Batch {
  readonly lines: readonly LogLine[];
  /** How many lines there was no time to show. */
  readonly dropped: number;
}

export class LineQueue {
  readonly #most: number;
  #lines: LogLine[] = [];
  #dropped = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#dropped === 0;
  }

  add(lines: readonly LogLine[]): void {
    for (const it of lines) this.#lines.push(it);
    // In steps, for each cut copies what stays.
    if (this.#lines.length > 2 * this.#most) this.#cut();
  }

  /** All of it; lines of several containers in the order of their times. */
  take(): Batch {
    this.#cut();
    const lines = this.#lines;
    const dropped = this.#dropped;
    this.#lines = [];
    this.#dropped = 0;
    const sources = new Set(lines.map((it) => it.source));
    if (sources.size > 1)
      lines.sort((a, b) => (a.time === "" || b.time === "" ? 0 : a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    return { lines, dropped };
  }

  #cut(): void {
    const excess = this.#lines.length - this.#most;
    if (excess <= 0) return;
    this.#lines = this.#lines.slice(excess);
    this.#dropped += excess;
  }
}
