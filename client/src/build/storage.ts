/** Small files that Gantry keeps beside the workspace, never in it. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Texts by key in a folder of their own; the oldest go when there are too many. Nothing that fails is worth a word. */
export class TextStorage {
  readonly #folder: string;
  readonly #limit: number;

  constructor(folder: string, limit: number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  async read(key: string): Promise<string | null> {
    try {
      return (await decompress(await readFile(this.#file(key)))).toString("utf8");
    } catch {
      return null; // There is none, or it cannot be read: as if there had been no build before.
    }
  }

  /** Resolves when it is written, or cannot be. */
  async write(key: string, text: string): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      const file = this.#file(key);
      // Two windows may write at once: whole files only.
      const draft = `${file}.${process.pid}.${Date.now()}`;
      await writeFile(draft, await compress(text), { mode: 0o600 });
      await rename(draft, file);
      await this.#prune();
    } catch {
      // A full disk: the next build tells less.
    }
  }

  async clear(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined); // It may be in use: then it stays.
  }

  async #prune(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length <= this.#limit) return;
    const dated = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    const oldest = dated.sort((a, b) => b.at - a.at).slice(this.#limit);
    await Promise.all(oldest.map(({ name }) => unlink(join(this.#folder, name))));
  }

  #file(key: string): string {
    return join(this.#folder, `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.json.gz`);
  }
}
