/** The files of one container, or of a volume in one: through the archive API, which needs nothing in the container. */
import { createReadStream, createWriteStream } from "node:fs";
import { lstat, mkdir, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as l10n from "@vscode/l10n";
import { extract, type Header, type Pack, pack } from "tar-stream";
import type { FileEntry } from "../engine/api/files.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import type { ListedFile } from "../views/details.ts";
import { type ArchiveIndex, indexOf, listed, partsOf } from "./archive-index.ts";
import { joined, nameOf, parentOf } from "./location.ts";
import { listByShell, run } from "./shell-listing.ts";
import { whole } from "./streams.ts";

export interface FilePlace {
  readonly engine: Engine;
  readonly containerId: string;
  /** What is shown as `/`. */
  readonly folder: string;
  /** The volume that it is, where it is one. */
  readonly volume: string | null;
  /** False where nothing may be run, as in a workspace that is not trusted. */
  readonly mayRun: boolean;
  /** Runs a command on paths of a volume, beside the containers that mount it. Throws EngineError. */
  readonly onVolume: (volume: string, command: readonly string[], paths: readonly string[]) => Promise<void>;
}

/** Indexes are kept while what they show cannot have changed: a stopped container's files change by our hand only. */
export type IndexCache = Map<string, { readonly index: ArchiveIndex; readonly folder: string; readonly until: number }>;

const RUNNING_MILLISECONDS = 3000;
const STOPPED_MILLISECONDS = 600_000;
const MOST_LINKS = 40;

export interface Stat {
  readonly entry: FileEntry;
  readonly isFolder: boolean;
}

export class ContainerFiles {
  readonly #place: FilePlace;
  readonly #cache: IndexCache;

  constructor(place: FilePlace, cache: IndexCache) {
    this.#place = place;
    this.#cache = cache;
  }

  /** Links are followed; where one leads nowhere, it is the link itself. Null when there is nothing. */
  async stat(path: string): Promise<Stat | null> {
    const { engine, containerId } = this.#place;
    const inside = this.#inside(path);
    const entry = await engine.fileStat(containerId, inside);
    if (entry === null) return this.#statByListing(path);
    if (entry.type !== "link") return { entry, isFolder: entry.type === "folder" };
    const real = await this.#resolved(inside).catch(unlessSilent);
    const found = real === null ? null : await engine.fileStat(containerId, real);
    if (found === null) return { entry, isFolder: false };
    return {
      entry: { ...found, name: entry.name, target: entry.target, type: "link" },
      isFolder: found.type === "folder",
    };
  }

  async list(path: string, signal?: AbortSignal): Promise<readonly ListedFile[]> {
    const { engine, containerId, mayRun } = this.#place;
    const { isRunning, finishedAt } = await engine.containerDetails(containerId, signal);
    const inside = this.#inside(path);
    if (isRunning && mayRun) {
      const found = await listByShell(engine, containerId, inside, signal).catch(unlessSilent);
      if (found) return sorted(found);
    }
    const real = (await this.#resolved(inside)) ?? inside;
    const key = `${containerId} ${isRunning ? "running" : finishedAt}`;
    const cached = this.#cache.get(key);
    const known = cached && cached.until > Date.now() ? listed(cached.index, real) : null;
    if (known) return sorted(known);
    const index = await indexOf(await engine.readArchive(containerId, real, signal), real);
    const until = Date.now() + (isRunning ? RUNNING_MILLISECONDS : STOPPED_MILLISECONDS);
    this.#cache.set(key, { index, folder: real, until });
    return sorted(listed(index, real) ?? []);
  }

  async read(path: string): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    await this.#readFile(path, async (body) => {
      for await (const chunk of body) chunks.push(chunk);
    });
    return Buffer.concat(chunks);
  }

  /** Keeps owner and permissions of what is there; what is new gets its folder's owner. */
  async write(path: string, content: Uint8Array): Promise<void> {
    await this.#put(path, content);
  }

  async createFolder(path: string): Promise<void> {
    await this.#put(path, null);
  }

  async remove(path: string): Promise<void> {
    await this.#command(["rm", "-rf", "--"], [path]);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#command(["mv", "-f", "--"], [from, to]);
  }

  /** A file or folder from the disk. `report` is told the bytes so far. */
  async upload(source: string, folder: string, report: (bytes: number) => void, signal?: AbortSignal): Promise<void> {
    const { engine, containerId } = this.#place;
    const owner = await this.#header(folder);
    const tar = pack();
    const filling = addToTar(tar, source, basename(source), owner, { sent: 0, report }, signal).then(
      () => tar.finalize(),
      (error: Error) => tar.destroy(error),
    );
    await engine.writeArchive(containerId, this.#inside(folder), tar as unknown as Readable, signal);
    await filling;
    this.#cache.clear();
  }

  /** A file, or a folder with all that is in it, to the folder `target` on the disk. */
  async download(path: string, target: string, report: (bytes: number) => void, signal?: AbortSignal): Promise<void> {
    const { engine, containerId } = this.#place;
    const inside = this.#inside(path);
    const real = (await this.#resolved(inside)) ?? inside;
    const tar = await engine.readArchive(containerId, real, signal);
    let received = 0;
    let depth: number | null = null;
    await eachEntry(tar, async (header, body) => {
      depth ??= partsOf(header.name).length;
      const destination = safeDestination(target, nameOf(path), partsOf(header.name).slice(depth));
      if (destination === null) return;
      if (header.type === "directory") await mkdir(destination, { recursive: true });
      if (header.type !== "file") return;
      body.on("data", (chunk: Uint8Array) => {
        received += chunk.length;
        report(received);
      });
      const mode = (header.mode ?? 0o644) & 0o755;
      await whole(destination, (part) => pipeline(body, createWriteStream(part, { mode })));
    });
  }

  /** All files as a tar stream whose names begin here, as `unpack` takes it. */
  async archive(signal?: AbortSignal): Promise<Readable> {
    const { engine, containerId, folder } = this.#place;
    const tar = pack();
    const copy = async (): Promise<void> => {
      let depth: number | null = null;
      const inside = (name: string): string =>
        partsOf(name)
          .slice(depth ?? 0)
          .join("/");
      await eachEntry(await engine.readArchive(containerId, folder, signal), async (header, body) => {
        depth ??= partsOf(header.name).length;
        const name = inside(header.name);
        if (name === "") return;
        // A hard link names its target from the same root.
        const linkname = header.type === "link" ? inside(header.linkname ?? "") : header.linkname;
        const entry = tar.entry({ ...header, name, linkname: linkname ?? null });
        if (header.type === "file") await pipeline(body, entry as unknown as NodeJS.WritableStream);
      });
      tar.finalize();
    };
    copy().catch((error: Error) => tar.destroy(error));
    return Readable.from(tar);
  }

  async unpack(tar: Readable, signal?: AbortSignal): Promise<void> {
    const { engine, containerId, folder } = this.#place;
    this.#cache.clear();
    await engine.writeArchive(containerId, folder, tar, signal);
  }

  #inside(path: string): string {
    const { folder } = this.#place;
    if (folder === "/") return path;
    return path === "/" ? folder : `${folder}${path}`;
  }

  /** Where a chain of links ends, inside the container; null where it ends nowhere. Throws where it leaves the volume. */
  async #resolved(inside: string): Promise<string | null> {
    const { engine, containerId, folder } = this.#place;
    let path = inside;
    for (let steps = 0; steps < MOST_LINKS; steps++) {
      const entry = await engine.fileStat(containerId, path);
      if (entry === null) return null;
      if (entry.type !== "link" || entry.target === null) return path;
      path = entry.target.startsWith("/") ? entry.target : joined(parentOf(path), entry.target);
      if (folder !== "/" && !`${path}/`.startsWith(`${folder}/`))
        throw new EngineError("invalid", l10n.t("the link leads out of the volume"));
    }
    return null;
  }

  /** What is in memory only (`/proc`, a tmpfs) is not in the archive, but a shell sees it. */
  async #statByListing(path: string): Promise<Stat | null> {
    const { engine, containerId, mayRun } = this.#place;
    if (!mayRun || path === "/") return null;
    const found = await listByShell(engine, containerId, this.#inside(parentOf(path))).catch(unlessSilent);
    return found?.find(({ entry }) => entry.name === nameOf(path)) ?? null;
  }

  async #readFile(path: string, take: (body: Readable) => Promise<void>): Promise<void> {
    const { engine, containerId, mayRun } = this.#place;
    const inside = this.#inside(path);
    const real = await this.#resolved(inside);
    if (real === null) {
      const result = mayRun ? await run(engine, containerId, ["cat", "--", inside]).catch(unlessSilent) : null;
      if (result?.exitCode !== 0) throw new EngineError("gone", `there is no ${path}`);
      return take(Readable.from([Buffer.from(result.stdout)]));
    }
    let isOver = false;
    let isFound = false;
    await eachEntry(await engine.readArchive(containerId, real), async (header, body) => {
      const isFirst = !isOver;
      isOver = true;
      if (!isFirst || header.type !== "file") return;
      isFound = true;
      await take(body);
    });
    if (!isFound) throw new EngineError("invalid", l10n.t("{0} is no file", path));
  }

  /** Without content it is a folder. */
  async #put(path: string, content: Uint8Array | null): Promise<void> {
    const { engine, containerId } = this.#place;
    const inside = this.#inside(path);
    // Written through a link, the link stays.
    const real = (await this.#resolved(inside)) ?? inside;
    const there = content !== null ? await this.#headerAt(real) : null;
    const folder = there ?? (await this.#headerAt(parentOf(real)));
    const tar = pack();
    const entry = tar.entry({
      name: nameOf(real),
      type: content === null ? "directory" : "file",
      size: content?.length ?? 0,
      mode: there?.mode ?? (content === null ? 0o755 : 0o644),
      mtime: new Date(),
      uid: folder?.uid ?? 0,
      gid: folder?.gid ?? 0,
    });
    if (content !== null) entry.end(content);
    tar.finalize();
    await engine.writeArchive(containerId, parentOf(real), tar as unknown as Readable);
    this.#cache.clear();
  }

  #header(path: string): Promise<Header | null> {
    return this.#headerAt(this.#inside(path));
  }

  /** The first header of the stream is that of what was asked for; the rest is not read. */
  async #headerAt(real: string): Promise<Header | null> {
    const { engine, containerId } = this.#place;
    if ((await engine.fileStat(containerId, real)) === null) return null;
    const tar = await engine.readArchive(containerId, real);
    const reading = extract();
    tar.on("error", () => reading.destroy());
    tar.pipe(reading as unknown as NodeJS.WritableStream);
    try {
      for await (const part of reading) return part.header;
      return null;
    } finally {
      tar.destroy();
    }
  }

  /** There is no call for it: a process in the container does it, or one beside it that has the same volume. */
  async #command(command: readonly string[], paths: readonly string[]): Promise<void> {
    const { engine, containerId, mayRun, volume, onVolume } = this.#place;
    this.#cache.clear();
    const inside = paths.map((it) => this.#inside(it));
    const { isRunning, mounts } = await engine.containerDetails(containerId);
    if (isRunning && mayRun) {
      const result = await run(engine, containerId, [...command, ...inside]);
      if (result.exitCode === 0) return;
      if (result.exitCode < 126) throw new EngineError("invalid", result.stderr.trim(), result);
    }
    if (volume !== null) return onVolume(volume, command, paths);
    const mount = mounts.find(
      (it) => it.kind === "volume" && inside.every((path) => path.startsWith(`${it.destination}/`)),
    );
    if (mount) {
      const below = inside.map((it) => it.slice(mount.destination.length));
      return onVolume(mount.source, command, below);
    }
    throw new EngineError(
      "conflict",
      isRunning
        ? l10n.t("the image has no '{0}', and the engine itself cannot do it", command[0] ?? "")
        : l10n.t("a stopped container's files can be read and written, but not deleted or renamed; start it first"),
    );
  }
}

const sorted = (files: readonly ListedFile[]): readonly ListedFile[] =>
  [...files].sort(
    (a, b) =>
      Number(b.isFolder) - Number(a.isFolder) ||
      (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : 0),
  );

/** Entries one after another; the stream is over when all are read, or destroyed when one of them fails. */
async function eachEntry(tar: Readable, take: (header: Header, body: Readable) => Promise<void>): Promise<void> {
  const reading = extract();
  tar.on("error", (error) => reading.destroy(error));
  tar.pipe(reading as unknown as NodeJS.WritableStream);
  try {
    for await (const part of reading) {
      await take(part.header, part as unknown as Readable);
      part.resume();
    }
  } finally {
    tar.destroy();
  }
}

/** Null for what would land outside of the target: names in a stream are not to be trusted. */
export function safeDestination(target: string, name: string, inside: readonly string[]): string | null {
  if (inside.some((it) => it === ".." || it.includes("\\") || it.includes("\0"))) return null;
  return join(target, name, ...inside);
}

interface Sent {
  sent: number;
  readonly report: (bytes: number) => void;
}

async function addToTar(
  tar: Pack,
  source: string,
  name: string,
  owner: Header | null,
  progress: Sent,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const stats = await lstat(source);
  const header = { name, mode: stats.mode & 0o777, mtime: stats.mtime, uid: owner?.uid ?? 0, gid: owner?.gid ?? 0 };
  if (stats.isDirectory()) {
    tar.entry({ ...header, type: "directory" });
    for (const it of await readdir(source))
      await addToTar(tar, join(source, it), `${name}/${it}`, owner, progress, signal);
    return;
  }
  if (!stats.isFile()) return; // Links and pipes of the disk mean nothing in a container.
  const entry = tar.entry({ ...header, type: "file", size: stats.size });
  if (stats.size === 0) return void entry.end(Buffer.alloc(0));
  // What is appended meanwhile is left out: the header has told the size.
  const body = createReadStream(source, { end: stats.size - 1 });
  body.on("data", (chunk) => {
    progress.sent += chunk.length;
    progress.report(progress.sent);
  });
  await pipeline(body, entry as unknown as NodeJS.WritableStream);
}

/** What cannot be told by one means is tried by another, unless nothing answers at all. */
function unlessSilent(error: unknown): null {
  if (error instanceof EngineError && error.reason === "timeout") throw error;
  return null;
}
