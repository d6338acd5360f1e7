/** What makes a build context large. */
import type { BuildContext } from "./read.ts";

export interface LargeEntry {
  /** A file or folder at the top of the context; folders end with a slash. */
  readonly path: string;
  /** Bytes, of a folder all in it. */
  readonly size: number;
}

/** The largest entries at the top of the context, the largest first. */
export function largestEntries({ entries }: Pick<BuildContext, "entries">, count: number): LargeEntry[] {
  const sizes = new Map<string, number>();
  for (const { path, size } of entries) {
    const slash = path.indexOf("/");
    const top = slash < 0 ? path : path.slice(0, slash + 1);
    sizes.set(top, (sizes.get(top) ?? 0) + size);
  }
  const all = [...sizes].map(([path, size]) => ({ path, size })).filter((it) => it.size > 0);
  return all.sort((a, b) => b.size - a.size).slice(0, count);
}
