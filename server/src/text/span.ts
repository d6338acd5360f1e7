/** A piece of a text in UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Moves with what it stands in: the places count from `base`, which is asked each time. */
export class MovingSpan implements Span {
  readonly #base: () => number;
  readonly #from: number;
  readonly #to: number;

  constructor(base: () => number, from: number, to: number) {
    this.#base = base;
    this.#from = from;
    this.#to = to;
  }

  get start(): number {
    return this.#base() + this.#from;
  }
  get end(): number {
    return this.#base() + this.#to;
  }
}

/** Replaces `span` by `newText`; an empty span inserts, an empty text deletes. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export const contains = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;

export const replace = ({ start, end }: Span, newText: string): Edit => ({ span: { start, end }, newText });
export const insert = (offset: number, newText: string): Edit => ({ span: { start: offset, end: offset }, newText });
export const remove = (span: Span): Edit => replace(span, "");

/** The text after the edits; of two that overlap only the first is applied. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: string[] = [];
  let at = 0;
  for (const { span, newText } of sorted) {
    if (span.start < at) continue;
    parts.push(text.slice(at, span.start), newText);
    at = span.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}

/** Where the line after the one of `offset` begins, or the end. */
export function lineAfter(text: string, offset: number): number {
  const next = text.indexOf("\n", offset);
  return next < 0 ? text.length : next + 1;
}

/** The index of the last of the sorted spans that starts before `offset`, or -1. */
export function lastBefore(spans: readonly Span[], offset: number): number {
  let low = -1;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
