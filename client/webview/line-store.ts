/** The lines that a page keeps: the newest of a bounded number, and which of them are shown. Pure. */
import type { LogLine } from "../src/logs/line-reader.ts";
import { plainText } from "./ansi.ts";

export interface Shown {
  readonly channel: "all" | "stdout" | "stderr";
  /** Empty matches nothing and hides nothing. */
  readonly search: string;
  readonly matchCase: boolean;
  /** Only lines in which the search is found. */
  readonly onlyMatches: boolean;
}

export interface KeptLine extends LogLine {
  /** Counts from 0 since the page was opened; does not change when older lines go. */
  readonly number: number;
  /** A remark of ours, shown whatever the filter. */
  readonly isNote: boolean;
}

export class LineStore {
  readonly most: number;
  #lines: KeptLine[] = [];
  #visible: KeptLine[] = [];
  #next = 0;
  #shown: Shown = { channel: "all", search: "", matchCase: false, onlyMatches: false };

  constructor(most: number) {
    this.most = most;
  }

  get all(): readonly KeptLine[] {
    return this.#lines;
  }
  get visible(): readonly KeptLine[] {
    return this.#visible;
  }

  /** Answers how many visible lines went at the top to make room. */
  add(lines: readonly LogLine[], isNote = false): number {
    for (const it of lines) {
      const line = { ...it, number: this.#next++, isNote };
      this.#lines.push(line);
      if (this.#isVisible(line)) this.#visible.push(line);
    }
    // In steps of a tenth: each cut copies what stays.
    if (this.#lines.length <= this.most * 1.1) return 0;
    this.#lines = this.#lines.slice(this.#lines.length - this.most);
    const first = this.#lines[0]?.number ?? 0;
    const gone = firstAtLeast(this.#visible, first);
    this.#visible = this.#visible.slice(gone);
    return gone;
  }

  show(shown: Shown): void {
    this.#shown = shown;
    this.#visible = this.#lines.filter((it) => this.#isVisible(it));
  }

  clear(): void {
    this.#lines = [];
    this.#visible = [];
  }

  isMatch(line: KeptLine): boolean {
    const { search, matchCase } = this.#shown;
    if (search === "" || line.isNote) return false;
    const text = plainText(line.text);
    return matchCase ? text.includes(search) : text.toLowerCase().includes(search.toLowerCase());
  }

  /** The places of the matches among the visible lines. */
  matches(): number[] {
    if (this.#shown.search === "") return [];
    return this.#visible.flatMap((it, place) => (this.isMatch(it) ? [place] : []));
  }

  #isVisible(line: KeptLine): boolean {
    const { channel, onlyMatches, search } = this.#shown;
    if (line.isNote) return true;
    if (channel !== "all" && line.isError !== (channel === "stderr")) return false;
    return !onlyMatches || search === "" || this.isMatch(line);
  }
}

/** Invariant: numbers grow. */
function firstAtLeast(lines: readonly KeptLine[], number: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.number ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
