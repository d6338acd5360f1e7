/** Semantic tokens as LSP sends them, five numbers each: a part of them, and the difference to those sent before. */

export interface TokenEdit {
  readonly start: number;
  readonly deleteCount: number;
  readonly data: number[];
}

const SIZE = 5;

/** The tokens in the lines from `first` to `last`. */
export function tokensInLines(data: readonly number[], first: number, last: number): number[] {
  const found: number[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += SIZE) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + SIZE);
    line += lines;
    character = lines === 0 ? character + characters : characters;
    if (line > last) break;
    if (line < first) continue;
    // The first one counts from the start of the document.
    if (found.length === 0) found.push(line, character, length, type, modifiers);
    else found.push(lines, characters, length, type, modifiers);
  }
  return found;
}

/** The one edit that makes `after` of `before`; none where they are the same. Whole tokens only. */
export function tokenEdits(before: readonly number[], after: readonly number[]): TokenEdit[] {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  start -= start % SIZE;
  let tail = 0;
  while (tail < shortest - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  tail -= tail % SIZE;
  return [{ start, deleteCount: before.length - tail - start, data: after.slice(start, after.length - tail) }];
}
