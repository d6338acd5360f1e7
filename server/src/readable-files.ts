/** The files that compose files may look at: open documents as they are in the editor, others from the disk. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Files, FolderEntry } from "./compose/files.ts";

/** Nothing that a compose file names is larger and of interest. */
const LARGEST = 2_000_000;

export function readableFiles(
  openText: (uri: string) => string | null,
  builtIn: (dockerfile: string) => string | null = () => null,
): Files {
  const known = new Map<string, { readonly stamp: string; readonly text: string }>();
  return {
    epoch: {},
    builtIn,
    read(uri) {
      const open = openText(uri);
      if (open !== null) return open;
      try {
        const path = fileURLToPath(uri);
        const { mtimeMs, size, ino } = statSync(path);
        const stamp = `${mtimeMs} ${size} ${ino}`;
        const before = known.get(uri);
        if (before?.stamp === stamp) return before.text;
        if (size > LARGEST) return null;
        const text = readFileSync(path, "utf8");
        known.set(uri, { stamp, text });
        return text;
      } catch {
        known.delete(uri);
        return null; // Not there, not a file, not ours to read: all the same to the reader.
      }
    },
    exists(uri) {
      if (!uri.startsWith("file:")) return null;
      try {
        statSync(fileURLToPath(uri));
        return true;
      } catch {
        return openText(uri) !== null; // Not there, or behind a folder that is not ours to read.
      }
    },
    list(uri): FolderEntry[] | null {
      try {
        const entries = readdirSync(fileURLToPath(uri), { withFileTypes: true });
        return entries.map((it) => ({ name: it.name, isFolder: it.isDirectory() }));
      } catch {
        return null; // As above.
      }
    },
  };
}
