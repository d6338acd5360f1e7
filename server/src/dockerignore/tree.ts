/** The paths below a folder, as far as they can be looked at in a moment. */
import { encodedPath, type Files } from "../compose/files.ts";

export interface ContextTree {
  /** Relative to the folder, with forward slashes; folders end in one. */
  readonly paths: readonly string[];
  /** False when there is more than was looked at. */
  readonly isWhole: boolean;
}

/** Entries; more of them would be felt while typing. */
const MOST = 5000;

export function treeOf(root: string, files: Files): ContextTree {
  const paths: string[] = [];
  const open = [""];
  for (let folder = open.shift(); folder !== undefined; folder = open.shift()) {
    const uri = root + encodedPath(folder);
    for (const { name, isFolder } of files.list(uri) ?? []) {
      if (paths.length >= MOST) return { paths, isWhole: false };
      const path = folder + name + (isFolder ? "/" : "");
      paths.push(path);
      if (isFolder) open.push(path);
    }
  }
  return { paths, isWhole: paths.length > 0 };
}

/** The paths that a pattern matches themselves: what is in a folder that it matches is not counted again. */
export function matched({ paths }: ContextTree, matches: (path: string) => boolean): string[] {
  const found: string[] = [];
  const folders = new Set<string>();
  for (const path of paths) {
    const plain = path.replace(/\/$/, "");
    const parent = plain.slice(0, plain.lastIndexOf("/") + 1);
    if (folders.has(parent)) {
      if (path !== plain) folders.add(path);
    } else if (matches(plain)) {
      found.push(path);
      if (path !== plain) folders.add(path);
    }
  }
  return found;
}
