/** The build context: which files of a folder are sent to the engine, and the tar stream that carries them. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { closeSync, type Dirent, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { type FileHandle, lstat, open, readdir, readFile, readlink, realpath } from "node:fs/promises";
import { basename, isAbsolute, join, relative, resolve, sep } from "node:path";
import { Readable } from "node:stream";
import { type Header, type Pack, pack } from "tar-stream";
import {
  type Dockerignore,
  isIgnored,
  mayHoldExceptions,
  parseDockerignore,
} from "../../../server/src/shared/dockerignore.ts";
import { EngineError } from "../engine/errors.ts";

export interface ContextEntry {
  /** In the context, with forward slashes. */
  readonly path: string;
  /** On disk. */
  readonly source: string;
  readonly kind: "file" | "folder" | "symlink";
  /** Bytes; 0 for all but files. */
  readonly size: number;
}

export interface BuildContext {
  readonly entries: readonly ContextEntry[];
  /** The Dockerfile's path inside the context. */
  readonly dockerfile: string;
  readonly files: number;
  readonly bytes: number;
  /** The file that says what is left out; null where there is none. On disk. */
  readonly ignoreFile: string | null;
  /** Sockets, pipes and devices: they cannot be sent. */
  readonly skipped: readonly string[];
}

export interface PackProgress {
  readonly files: number;
  readonly bytes: number;
}

/**
 * Looks for what is to be sent. `dockerfile` is a path on disk, inside the folder or not. Throws EngineError("invalid")
 * that names what cannot be read.
 */
export async function readContext(folder: string, dockerfile: string, signal?: AbortSignal): Promise<BuildContext> {
  const root = await guard(folder, () => realpath(resolve(folder)));
  const file = resolve(root, dockerfile);
  const inside = pathInside(root, await guard(file, () => realpath(file)));
  const { ignore, name: ignoreName, path: ignoreFile } = await readIgnore(root, file, inside ?? basename(file));
  // The builder reads these from the context, even when COPY is not to see them.
  const always = new Set([...(inside === null ? [] : [inside]), ...(ignoreName === null ? [] : [ignoreName])]);
  const entries: ContextEntry[] = [];
  const skipped: string[] = [];
  await walk({ root, ignore, always, entries, skipped, signal }, "");
  let name = inside;
  if (name === null) {
    // The same name every time, or every build would differ from the last one.
    name = `.dockerfile.${createHash("sha256").update(file).digest("hex").slice(0, 16)}`;
    const { size } = await guard(file, () => lstat(file));
    entries.push({ path: name, source: file, kind: "file", size });
  }
  const files = entries.filter((it) => it.kind === "file");
  return {
    entries,
    dockerfile: name,
    files: files.length,
    bytes: files.reduce((sum, it) => sum + it.size, 0),
    ignoreFile,
    skipped,
  };
}

/**
 * The context as a tar stream, read as slowly or fast as the stream is. A file that cannot be read, or that changes its
 * size while it is read, fails the stream with EngineError("invalid").
 */
export function packContext(context: BuildContext, report: (progress: PackProgress) => void = () => {}): Readable {
  const packing = pack();
  const feeding = feed(packing, context.entries, report);
  feeding.catch((error: Error) => packing.destroy(error));
  // tar-stream's own streams are no Node streams: what takes only those takes this.
  return Readable.from(packing, { objectMode: false, highWaterMark: CHUNK });
}

interface Walk {
  readonly root: string;
  readonly ignore: Dockerignore;
  readonly always: ReadonlySet<string>;
  readonly entries: ContextEntry[];
  readonly skipped: string[];
  readonly signal: AbortSignal | undefined;
}

/** Adds what is in the folder; answers whether that was anything. */
async function walk(it: Walk, folder: string): Promise<boolean> {
  it.signal?.throwIfAborted();
  const source = join(it.root, folder);
  const found = await guard(folder || source, () => readdir(source, { withFileTypes: true }));
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  const before = it.entries.length;
  const sizes = await sizesOf(it, folder, found);
  for (const [i, entry] of found.entries()) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const isExcluded = isIgnored(it.ignore, path) && !it.always.has(path);
    if (entry.isDirectory()) await walkFolder(it, path, isExcluded);
    else if (isExcluded) continue;
    else if (entry.isFile())
      it.entries.push({ path, source: join(source, entry.name), kind: "file", size: sizes[i] ?? 0 });
    else if (entry.isSymbolicLink())
      it.entries.push({ path, source: join(source, entry.name), kind: "symlink", size: 0 });
    else it.skipped.push(path);
  }
  return it.entries.length > before;
}

async function walkFolder(it: Walk, path: string, isExcluded: boolean): Promise<void> {
  const folder: ContextEntry = { path, source: join(it.root, path), kind: "folder", size: 0 };
  const mayHoldMore = mayHoldExceptions(it.ignore, path) || [...it.always].some((file) => file.startsWith(`${path}/`));
  if (isExcluded && !mayHoldMore) return;
  const at = it.entries.push(folder) - 1;
  // An excluded folder is sent only for what it holds.
  if (!(await walk(it, path)) && isExcluded) it.entries.splice(at, 1);
}

/** Asked for side by side: one after the other takes most of the time in a large context. */
function sizesOf(it: Walk, folder: string, found: readonly Dirent[]): Promise<number[]> {
  return Promise.all(
    found.map(async (entry) => {
      if (!entry.isFile()) return 0;
      const path = join(it.root, folder, entry.name);
      // A file that is gone by now, or may not be looked at, is reported when it is to be read.
      return lstat(path).then(
        (stats) => stats.size,
        () => 0,
      );
    }),
  );
}

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
      throw new EngineError("invalid", `${ignoreName}, line ${problem.line}: not a valid pattern: ${problem.pattern}`);
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

const CHUNK = 256 * 1024;
/** Files up to this size are read ahead of their turn, several at a time: waiting for each of them is what takes long. */
const SMALL = 64 * 1024;
const AHEAD = 16;

async function feed(
  packing: Pack,
  entries: readonly ContextEntry[],
  report: (progress: PackProgress) => void,
): Promise<void> {
  const sent = { files: 0, bytes: 0 };
  const disk: Disk = { delay: 0 };
  const ahead: Promise<Loaded | null>[] = [];
  for (const [i, entry] of entries.entries()) {
    for (let next = i + ahead.length; ahead.length < AHEAD && next < entries.length; next++) {
      const loading = load(entries[next] ?? entry, disk);
      loading.catch(() => undefined); // Reported in its turn.
      ahead.push(loading);
    }
    const loaded = await ahead.shift();
    if (packing.destroyed) return;
    if (loaded) await send(packing, loaded);
    else await sendLarge(packing, entry, (size) => report({ files: sent.files, bytes: sent.bytes + size }));
    if (entry.kind === "file") sent.files++;
    sent.bytes += loaded?.content.length ?? entry.size;
    report({ ...sent });
  }
  packing.finalize();
}

interface Loaded {
  readonly header: Header;
  readonly content: Buffer;
}

/** Null for a file that is too large to be read at once. */
async function load(entry: ContextEntry, disk: Disk): Promise<Loaded | null> {
  const { path, source, kind } = entry;
  if (kind === "file") return entry.size > SMALL ? null : loadFile(entry, disk);
  const stats = await guard(path, () => lstat(source));
  if (kind === "folder") return { header: { ...header(path, stats), type: "directory" }, content: NOTHING };
  const linkname = (await guard(path, () => readlink(source))).split(sep).join("/");
  return { header: { ...header(path, stats), type: "symlink", linkname }, content: NOTHING };
}

const NOTHING = Buffer.alloc(0);

/** Null when it is no small file any more. */
async function loadFile({ path, source }: ContextEntry, disk: Disk): Promise<Loaded | null> {
  const startedAt = performance.now();
  if (disk.delay < PATIENCE) {
    const loaded = await guard(path, async () => loadNow(path, source));
    disk.delay = disk.delay * 0.9 + (performance.now() - startedAt) * 0.1;
    return loaded;
  }
  return withFile(path, source, async (file) => {
    const stats = await file.stat();
    if (stats.size > SMALL) return null;
    const buffer = Buffer.allocUnsafe(stats.size + 1);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    return loadedFile(path, stats, buffer, bytesRead);
  });
}

/**
 * Reads a file while everything else waits: ten times as fast as by way of Node's threads. A disk that takes its
 * time is not read so any longer.
 */
function loadNow(path: string, source: string): Loaded | null {
  const file = openSync(source, "r");
  try {
    const stats = fstatSync(file);
    if (stats.size > SMALL) return null;
    const buffer = Buffer.allocUnsafe(stats.size + 1);
    return loadedFile(path, stats, buffer, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

/** The buffer has room for one byte more than there should be: it filled up when the file has grown meanwhile. */
function loadedFile(path: string, stats: Stats, buffer: Buffer, bytesRead: number): Loaded {
  if (bytesRead !== stats.size) throw changed(path);
  return { header: { ...header(path, stats), type: "file", size: stats.size }, content: buffer.subarray(0, bytesRead) };
}

interface Disk {
  /** What a small file takes, in milliseconds: the mean, in which the last ones weigh most. */
  delay: number;
}

const PATIENCE = 2;

function send(packing: Pack, { header, content }: Loaded): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null): void => (error ? reject(error) : resolve());
    if (content.length > 0) packing.entry(header, content, done).on("error", ignore);
    else packing.entry(header, done).on("error", ignore).end(NOTHING);
  });
}

/** `report` is given what has been sent of this file. */
async function sendLarge(
  packing: Pack,
  { path, source }: ContextEntry,
  report: (bytes: number) => void,
): Promise<void> {
  await withFile(path, source, async (file) => {
    const stats = await file.stat();
    const { size } = stats;
    let finish: (error?: Error | null) => void = ignore;
    const finished = new Promise<void>((resolve, reject) => {
      finish = (error) => (error ? reject(error) : resolve());
    });
    finished.catch(ignore); // Awaited when all is written, unless reading fails before.
    const sink = packing.entry({ ...header(path, stats), type: "file", size }, (error) => finish(error));
    sink.on("error", ignore);
    for (let sent = 0; ; ) {
      const buffer = Buffer.allocUnsafe(CHUNK);
      const { bytesRead } = await file.read(buffer, 0, CHUNK, sent);
      sent += bytesRead;
      if (sent > size || (bytesRead === 0 && sent < size)) throw changed(path);
      if (bytesRead === 0) break;
      if (!sink.write(buffer.subarray(0, bytesRead))) await Promise.race([once(sink, "drain"), finished]);
      report(sent);
    }
    sink.end(NOTHING);
    await finished;
  });
}

/** Errors are told by the callback of the entry; without a listener they would end the process as well. */
const ignore = (): void => undefined;

async function withFile<T>(path: string, source: string, use: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await guard(path, () => open(source));
  try {
    return await guard(path, () => use(file));
  } finally {
    await file.close();
  }
}

/** Owner and group are not sent, as with the docker CLI: files of a build belong to root unless COPY says otherwise. */
function header(path: string, stats: Stats): Header {
  // Windows knows no permission to execute.
  const mode = process.platform === "win32" ? 0o755 : stats.mode & 0o7777;
  return { name: path, mode, mtime: stats.mtime, uid: 0, gid: 0 } as Header; // Its type asks for fields that have defaults.
}

const changed = (path: string): EngineError =>
  new EngineError("invalid", `${path} changed its size while it was sent: exclude it in .dockerignore or try again`);

/** Names the path in what goes wrong. */
async function guard<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError("invalid", `cannot read ${path}: ${WORDS[codeOf(error)] ?? messageOf(error)}`, error);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "there is no such file",
  ENOTDIR: "it is not in a folder",
  EISDIR: "it is a folder",
};

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === "string" ? code : "";
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
