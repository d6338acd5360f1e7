/** The build context: which files of a folder are sent to the engine. */
import { createHash } from "node:crypto";
import { type Dirent, lstatSync, readdirSync, type Stats } from "node:fs";
import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import * as l10n from "@vscode/l10n";
import { Disk } from "./disk.ts";
import {
  type Dockerignore,
  type FolderMatches,
  folderMatches,
  isIgnoredIn,
  mayHoldExceptions,
  parseDockerignore,
} from "./dockerignore.ts";
import { ContextError, codeOf, guard, guardNow } from "./readable.ts";

export interface ContextEntry {
  /** In the context, with forward slashes. */
  readonly path: string;
  readonly kind: "file" | "folder" | "symlink";
  /** Bytes; 0 for all but files. */
  readonly size: number;
}

export interface BuildContext {
  /** The folder on disk. */
  readonly root: string;
  readonly entries: readonly ContextEntry[];
  /** The Dockerfile's path inside the context. */
  readonly dockerfile: string;
  /** Where the Dockerfile is on disk, when that is not inside the folder. */
  readonly dockerfileSource: string | null;
  readonly files: number;
  readonly bytes: number;
  /** The file that says what is left out; null where there is none. On disk. */
  readonly ignoreFile: string | null;
  /** How many files and folders were left out; what a folder holds that was left out is not looked at. */
  readonly ignored: number;
  /** Sockets, pipes and devices: they cannot be sent. */
  readonly skipped: readonly string[];
}

/**
 * Looks for what is to be sent. `dockerfile` is a path on disk, inside the folder or not. Throws ContextError that names
 * what cannot be read.
 */
export async function readContext(
  folder: string,
  dockerfile: string,
  signal?: AbortSignal,
  disk: Disk = new Disk(),
): Promise<BuildContext> {
  const root = await guard(folder, () => realpath(resolve(folder)));
  const file = resolve(root, dockerfile);
  const inside = pathInside(root, await guard(file, () => realpath(file)));
  const { ignore, name: ignoreName, path: ignoreFile } = await readIgnore(root, file, inside ?? basename(file));
  // The builder reads these from the context, even when COPY is not to see them.
  const always = new Set([...(inside === null ? [] : [inside]), ...(ignoreName === null ? [] : [ignoreName])]);
  const walker = new Walk({ root, ignore, always, signal, disk });
  await walker.folder("", []);
  const { entries } = walker;
  let name = inside;
  if (name === null) {
    // The same name every time, or every build would differ from the last one.
    name = `.dockerfile.${createHash("sha256").update(file).digest("hex").slice(0, 16)}`;
    const { size } = await guard(file, () => lstat(file));
    entries.push({ path: name, kind: "file", size });
  }
  return {
    root,
    entries,
    dockerfile: name,
    dockerfileSource: inside === null ? file : null,
    files: entries.reduce((count, it) => (it.kind === "file" ? count + 1 : count), 0),
    bytes: entries.reduce((sum, it) => sum + it.size, 0),
    ignoreFile,
    ignored: walker.ignored,
    skipped: walker.skipped,
  };
}

/** Where an entry is on disk. */
export function sourceOf({ root, dockerfile, dockerfileSource }: BuildContext, path: string): string {
  return dockerfileSource !== null && path === dockerfile ? dockerfileSource : `${root}${sep}${path}`;
}

interface Plan {
  readonly root: string;
  readonly ignore: Dockerignore;
  readonly always: ReadonlySet<string>;
  readonly signal: AbortSignal | undefined;
  readonly disk: Disk;
}

class Walk {
  readonly entries: ContextEntry[] = [];
  readonly skipped: string[] = [];
  ignored = 0;
  readonly #plan: Plan;
  readonly #disk: Disk;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#disk = plan.disk;
  }

  /** Adds what is in the folder; answers whether that was anything. */
  async folder(folder: string, matches: FolderMatches): Promise<boolean> {
    const { ignore, always, signal } = this.#plan;
    signal?.throwIfAborted();
    if (this.#disk.isDue) await this.#disk.rest();
    const before = this.entries.length;
    const found = await this.#list(folder);
    const sizes = this.#disk.isQuick ? null : await this.#sizesOf(folder, found);
    for (const [i, entry] of found.entries()) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const isExcluded = isIgnoredIn(ignore, path, matches) && !always.has(path);
      if (entry.isDirectory()) await this.#subfolder(path, isExcluded, matches);
      else if (isExcluded) this.ignored++;
      else if (entry.isFile()) this.entries.push({ path, kind: "file", size: sizes?.[i] ?? this.#sizeNow(path) });
      else if (entry.isSymbolicLink()) this.entries.push({ path, kind: "symlink", size: 0 });
      else this.skipped.push(path);
    }
    return this.entries.length > before;
  }

  async #subfolder(path: string, isExcluded: boolean, matches: FolderMatches): Promise<void> {
    const { ignore, always } = this.#plan;
    if (isExcluded) {
      this.ignored++;
      const mayHoldMore = mayHoldExceptions(ignore, path) || [...always].some((file) => file.startsWith(`${path}/`));
      if (!mayHoldMore) return;
    }
    const at = this.entries.push({ path, kind: "folder", size: 0 }) - 1;
    // An excluded folder is sent only for what it holds.
    if (!(await this.folder(path, folderMatches(ignore, path, matches))) && isExcluded) this.entries.splice(at, 1);
  }

  async #list(folder: string): Promise<Dirent[]> {
    const source = join(this.#plan.root, folder);
    const options = { withFileTypes: true } as const;
    const found = this.#disk.isQuick
      ? guardNow(folder || source, () => this.#disk.ask(() => readdirSync(source, options)))
      : await guard(folder || source, () => readdir(source, options));
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  // A file that is gone by now, or may not be looked at, is reported when it is to be read.

  #sizeNow(path: string): number {
    try {
      return this.#disk.ask(() => lstatSync(`${this.#plan.root}${sep}${path}`, QUIETLY))?.size ?? 0;
    } catch {
      return 0;
    }
  }

  /** Asked for side by side: one after the other takes most of the time in a large context. */
  #sizesOf(folder: string, found: readonly Dirent[]): Promise<number[]> {
    const sizeOf = (entry: Dirent): Promise<number> =>
      lstat(join(this.#plan.root, folder, entry.name)).then(
        (stats: Stats) => stats.size,
        () => 0,
      );
    return Promise.all(found.map((entry) => (entry.isFile() ? sizeOf(entry) : 0)));
  }
}

const QUIETLY = { throwIfNoEntry: false } as const;

async function readIgnore(
  root: string,
  dockerfile: string,
  name: string,
): Promise<{ ignore: Dockerignore; name: string | null; path: string | null }> {
  const own = `${dockerfile}.dockerignore`;
  const candidates = [
    { path: own, name: pathInside(root, own) ?? `${name}.dockerignore` },
    { path: join(root, ".dockerignore"), name: ".dockerignore" },
  ];
  for (const { path, name: ignoreName } of candidates) {
    const text = await guard(ignoreName, () => readIfThere(path));
    if (text === null) continue;
    const ignore = parseDockerignore(text);
    const [problem] = ignore.problems;
    if (problem)
      throw new ContextError(
        l10n.t("{0}, line {1}: not a valid pattern: {2}", ignoreName, problem.line, problem.pattern),
      );
    return { ignore, name: ignoreName, path };
  }
  return { ignore: { patterns: [], problems: [] }, name: null, path: null };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

/** With forward slashes; null when the path is not inside. */
function pathInside(root: string, path: string): string | null {
  const inside = relative(root, path);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return null;
  return inside.split(sep).join("/");
}
