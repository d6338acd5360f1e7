/** A text that is edited several times, and the edits of the first text that do the same at once. */
import { eolOf } from "./lines.ts";
import { type Edit, replace } from "./span.ts";

interface Piece {
  readonly text: string;
  /** Where it stands in the first text; null when it is new. */
  readonly start: number | null;
}

export class EditedText {
  readonly #first: string;
  #pieces: readonly Piece[];

  constructor(text: string) {
    this.#first = text;
    this.#pieces = [{ text, start: 0 }];
  }

  get text(): string {
    return this.#pieces.map((it) => it.text).join("");
  }

  /** The edits are in order and do not overlap; they count in the text as it is now. New lines end as the others do. */
  apply(edits: readonly Edit[]): void {
    const eol = eolOf(this.#first);
    const made: Piece[] = [];
    let at = 0;
    let index = 0;
    let inPiece = 0;
    const pass = (to: number, isKept: boolean): void => {
      for (let piece = this.#pieces[index]; piece && at < to; piece = this.#pieces[index]) {
        const length = Math.min(piece.text.length - inPiece, to - at);
        const start = piece.start === null ? null : piece.start + inPiece;
        if (isKept && length > 0) made.push({ text: piece.text.slice(inPiece, inPiece + length), start });
        at += length;
        inPiece += length;
        if (inPiece < piece.text.length) continue;
        index++;
        inPiece = 0;
      }
    };
    for (const { span, newText } of edits) {
      pass(span.start, true);
      pass(span.end, false);
      if (newText !== "") made.push({ text: newText.replace(/\r?\n/g, eol), start: null });
    }
    pass(Number.POSITIVE_INFINITY, true);
    this.#pieces = made;
  }

  /** Of the first text: in order, without overlaps. */
  get edits(): Edit[] {
    const edits: Edit[] = [];
    let end = 0;
    let added = "";
    for (const { text, start } of [...this.#pieces, { text: "", start: this.#first.length }]) {
      if (start === null) added += text;
      else {
        if (added !== "" || start > end) edits.push(replace({ start: end, end: start }, added));
        added = "";
        end = start + text.length;
      }
    }
    return edits;
  }
}
