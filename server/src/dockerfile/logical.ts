/** An instruction's text without continuations and comments, with the way back to the document. */
export class LogicalText {
  readonly text: string;
  /** Invariant: both ascending and of equal length; the piece i of `text` from logical[i] stands at raw[i]. */
  readonly #logical: readonly number[];
  readonly #raw: readonly number[];

  constructor(text: string, logical: readonly number[], raw: readonly number[]) {
    this.text = text;
    this.#logical = logical;
    this.#raw = raw;
  }

  /** Where the character at `index` stands, relative to the instruction. */
  rawStart(index: number): number {
    const piece = this.#pieceOf(index);
    return (this.#raw[piece] ?? 0) + index - (this.#logical[piece] ?? 0);
  }

  /** Where a word that ends before `index` ends, relative to the instruction. */
  rawEnd(index: number): number {
    return index === 0 ? 0 : this.rawStart(index - 1) + 1;
  }

  /** The index of the character at or after a raw offset. */
  indexOf(raw: number): number {
    let low = 0;
    let high = this.#raw.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#raw[middle] ?? 0) <= raw) low = middle;
      else high = middle - 1;
    }
    const next = this.#logical[low + 1] ?? this.text.length;
    return Math.min((this.#logical[low] ?? 0) + Math.max(0, raw - (this.#raw[low] ?? 0)), next);
  }

  #pieceOf(index: number): number {
    let low = 0;
    let high = this.#logical.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#logical[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
