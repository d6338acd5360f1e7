/** The texts that stand around variables. */

/** Whether some values of the variables make `whole` of them: the texts stand in it one after the other, the first at its start and the last at its end. */
export function fitsAround(texts: readonly string[], whole: string): boolean {
  const first = texts[0] ?? "";
  const last = texts.at(-1) ?? "";
  let at = whole.startsWith(first) ? first.length : Number.POSITIVE_INFINITY;
  for (const it of texts.slice(1, -1)) {
    const found = whole.indexOf(it, at);
    at = found < 0 ? Number.POSITIVE_INFINITY : found + it.length;
  }
  return at <= whole.length - last.length && whole.endsWith(last);
}
