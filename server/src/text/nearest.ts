/** The candidate that `word` was probably meant to be, or null when none is near. */
export function nearest(word: string, candidates: readonly string[] | ReadonlySet<string>): string | null {
  let best: string | null = null;
  let bestDistance = Math.min(3, Math.max(2, Math.floor(word.length / 2) + 1));
  if (word.length > 64) return null;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  if (bestDistance <= 1) return best;
  // Someone who is still typing, or who knows only the beginning.
  const begun = word.length < 3 ? [] : [...candidates].filter((it) => it.startsWith(word));
  return begun.length === 1 ? (begun[0] ?? null) : best;
}

/** Levenshtein, with two neighbours in the wrong order counted as one mistake. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let distance = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(distance);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
