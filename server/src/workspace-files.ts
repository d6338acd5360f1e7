/** The files of the workspace that Gantry knows something about. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Entries: a workspace with more is not looked through to its end. */
const MOST = 50_000;
const SKIPPED: ReadonlySet<string> = new Set(["node_modules", "vendor", "target", "dist", "__pycache__"]);

/** Looked for once; `forget` when files came or went. */
export class WorkspaceFiles {
  readonly #isKnown: (name: string) => boolean;
  #folders: readonly string[] = [];
  #found: Promise<readonly string[]> | null = null;

  constructor(isKnown: (name: string) => boolean) {
    this.#isKnown = isKnown;
  }

  /** Uris of folders; those that are no files are left alone. */
  setFolders(uris: readonly string[]): void {
    this.#folders = uris.filter((uri) => uri.startsWith("file:"));
    this.forget();
  }

  forget(): void {
    this.#found = null;
  }

  /** Their uris. */
  all(): Promise<readonly string[]> {
    this.#found ??= this.#look();
    return this.#found;
  }

  async #look(): Promise<readonly string[]> {
    const found: string[] = [];
    const open = this.#folders.map((uri) => fileURLToPath(uri));
    let seen = 0;
    for (let folder = open.shift(); folder !== undefined && seen < MOST; folder = open.shift()) {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []); // Not ours to read.
      seen += entries.length;
      for (const entry of entries) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          if (!SKIPPED.has(entry.name) && !entry.name.startsWith(".")) open.push(path);
        } else if (this.#isKnown(entry.name)) found.push(pathToFileURL(path).href);
      }
    }
    return found;
  }
}
