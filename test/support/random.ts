/** Numbers that are the same for the same seed, everywhere. */

/** From 0 to 1, which is not among them. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0; // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Whole numbers from 0 on, below the one that is asked for. */
export function belowFrom(seed: number): (end: number) => number {
  const random = randomFrom(seed);
  return (end) => Math.floor(random() * end);
}
