/** Finds the files that a build's output names, such as `src/main.ts:12:5`, as far as the workspace has them. */

export interface FileLink {
  /** Where it stands in the line of the terminal. */
  readonly start: number;
  readonly length: number;
  /** As written. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** From 1; null where only the line is named. */
  readonly column: number | null;
}

/** `a/b.ts:1`, `a/b.ts:1:2`, `a/b.ts(1,2)`, `Dockerfile:3` */
const PLACE = /(?<![\w@.+/-])([\w@.+/-]*[\w@+-])(?::(\d+)(?::(\d+))?|\((\d+),(\d+)\))(?![\w/])/g;
const WORD = /\S+/g;
/** What is longer is no path that anybody wrote. */
const LONGEST_WORD = 400;
/** A line that names more is a list for machines. */
const MOST_LINKS = 8;

export function fileLinks(text: string): FileLink[] {
  const found: FileLink[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    // The port of an address is no line: `http://host:80`.
    if (word.length > LONGEST_WORD || word.includes("://")) continue;
    for (const match of word.matchAll(PLACE)) {
      const [all, path = "", line = match[4], column = match[5]] = match;
      const start = index + match.index;
      found.push({ start, length: all.length, path, line: Number(line), column: column ? Number(column) : null });
    }
    if (found.length >= MOST_LINKS) break;
  }
  return found;
}

/**
 * Where the file may be in the workspace: the path itself, then without its first folders, since `/app/src/main.ts` in
 * the image was `src/main.ts` in the build context. Never outside the folder.
 */
export function candidates(path: string): string[] {
  const parts = path.split("/").filter((it) => it !== "" && it !== ".");
  if (parts.includes("..")) return [];
  return parts.map((_, i) => parts.slice(i).join("/")).slice(0, MOST_FOLDERS);
}

const MOST_FOLDERS = 6;
