/** Splits logical text into words, with or without respect for quotes. */
import type { Span } from "../text/span.ts";

const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

/** Words between blanks; quotes are characters like all others (`COPY`, `EXPOSE`, `FROM`). */
export function splitBlanks(text: string, from: number, to: number): Span[] {
  const words: Span[] = [];
  let at = from;
  while (at < to) {
    while (at < to && isBlank(text.charCodeAt(at))) at++;
    const start = at;
    while (at < to && !isBlank(text.charCodeAt(at))) at++;
    if (at > start) words.push({ start, end: at });
  }
  return words;
}

export interface QuotedWords {
  readonly words: readonly Span[];
  /** Every quote has its partner. */
  readonly isClosed: boolean;
  /** The quote that stays open, at its offset. */
  readonly open: { readonly quote: string; readonly at: number } | null;
}

/** Words between blanks outside quotes (`ENV`, `LABEL`, `ARG`). Inside single quotes the escape character is plain. */
export function splitWords(text: string, from: number, to: number, escapeChar: string): QuotedWords {
  const words: Span[] = [];
  let open: QuotedWords["open"] = null;
  let start = -1;
  for (let at = from; at < to; at++) {
    const char = text[at];
    if (open) {
      if (char === escapeChar && open.quote === '"') at++;
      else if (char === open.quote) open = null;
    } else if (isBlank(text.charCodeAt(at))) {
      if (start >= 0) words.push({ start, end: at });
      start = -1;
    } else {
      if (start < 0) start = at;
      if (char === escapeChar) at++;
      else if (char === '"' || char === "'") open = { quote: char, at };
    }
  }
  if (start >= 0) words.push({ start, end: to });
  return { words, isClosed: open === null, open };
}
