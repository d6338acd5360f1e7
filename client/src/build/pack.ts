/** The build context as the tar stream that is sent to the engine. */
import {
  closeSync,
  fstat,
  fstatSync,
  lstatSync,
  open,
  openSync,
  read,
  readlinkSync,
  readSync,
  type Stats,
} from "node:fs";
import { lstat, readlink } from "node:fs/promises";
import { sep } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import { Disk } from "../../../server/src/shared/context/disk.ts";
import { type BuildContext, type ContextEntry, sourceOf } from "../../../server/src/shared/context/read.ts";
import { changed, guard, guardNow } from "../../../server/src/shared/context/readable.ts";
import { padding, tarHeader } from "./tar-header.ts";

export interface PackProgress {
  readonly files: number;
  readonly bytes: number;
}

const CHUNK = 256 * 1024;
/** Two empty blocks end a tar stream. */
const END = Buffer.alloc(1024);
const ZEROS = Buffer.alloc(512);
/** Where the disk is slow, so many entries are opened ahead of their turn, and read when they are small. */
const AHEAD = 16;
const SMALL = 64 * 1024;

export interface PackOptions {
  report?(progress: PackProgress): void;
  /** Is told what tells the content of each file from another. */
  fingerprint?(path: string, print: string): void;
  readonly disk?: Disk;
}

/**
 * Each chunk holds its bytes until the next one is asked for: then its memory is used again. Throws ContextError for a
 * file that cannot be read, or that changes its size while it is read.
 */
export async function* packContext(context: BuildContext, options: PackOptions = {}): AsyncGenerator<Buffer, void> {
  const { disk = new Disk() } = options;
  const sources = new Sources(context, disk);
  const tape = new Tape();
  const sent = { files: 0, bytes: 0 };
  try {
    for (const [i, { kind, path }] of context.entries.entries()) {
      if (disk.isDue) await disk.rest();
      const source = disk.isQuick ? sources.openNow(i) : await sources.openLater(i);
      let sum = 0;
      try {
        tape.put(source.header);
        if (tape.hasFull) yield tape.takeFull();
        for (let left = source.size, isOver = source.read === null; !isOver; ) {
          // One byte more than there should be: it comes when the file has grown meanwhile.
          const wanted = Math.min(tape.room, left + 1);
          const answer = source.read?.(tape, wanted) ?? 0;
          const count = typeof answer === "number" ? answer : await answer;
          if (count > left || (count === 0 && left > 0)) throw changed(path);
          if (options.fingerprint) sum = crc32(tape.buffer.subarray(tape.filled, tape.filled + count), sum);
          left -= count;
          isOver = left === 0 && count < wanted;
          tape.filled += count;
          sent.bytes += count;
          if (tape.hasFull) {
            options.report?.({ ...sent });
            yield tape.takeFull();
          }
        }
        tape.put(ZEROS.subarray(0, padding(source.size)));
        if (tape.hasFull) yield tape.takeFull();
      } finally {
        source.close();
      }
      if (kind === "file") sent.files++;
      if (kind !== "folder") options.fingerprint?.(path, `${source.print}${sum.toString(36)}`);
    }
    tape.put(END);
    options.report?.({ ...sent });
    if (tape.hasFull) yield tape.takeFull();
    yield tape.takeRest();
  } finally {
    sources.close();
  }
}

/** Two buffers in turn: one is filled while the other is on its way, so that no memory waits to be collected. */
class Tape {
  /** The one that is being filled; it always has room. */
  buffer = Buffer.allocUnsafeSlow(CHUNK);
  #other = Buffer.allocUnsafeSlow(CHUNK);
  #filled = 0;
  #hasFull = false;

  get filled(): number {
    return this.#filled;
  }

  /** The full one is to be taken before the other one can be full. */
  set filled(filled: number) {
    this.#filled = filled;
    if (filled < CHUNK) return;
    [this.buffer, this.#other] = [this.#other, this.buffer];
    this.#filled = 0;
    this.#hasFull = true;
  }

  get room(): number {
    return CHUNK - this.#filled;
  }

  /** Less than one buffer holds. */
  put(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      const count = bytes.copy(this.buffer, this.#filled, at);
      at += count;
      this.filled += count;
    }
  }

  get hasFull(): boolean {
    return this.#hasFull;
  }

  takeFull(): Buffer {
    this.#hasFull = false;
    return this.#other;
  }

  takeRest(): Buffer {
    return this.buffer.subarray(0, this.#filled);
  }
}

/** An entry of the context that is being packed. */
interface Source {
  readonly header: Buffer;
  /** Bytes that its header promises. */
  readonly size: number;
  /** Puts up to so many bytes where the tape stands; answers how many came. Null for what has no content. */
  readonly read: ((tape: Tape, wanted: number) => number | Promise<number>) | null;
  /** What tells it from another besides its content. */
  readonly print: string;
  close(): void;
}

class Sources {
  readonly #context: BuildContext;
  readonly #disk: Disk;
  readonly #ahead = new Map<number, Promise<Source>>();
  /** Of small files whose turn is over: for those to come. */
  readonly #spare: Buffer[] = [];

  constructor(context: BuildContext, disk: Disk) {
    this.#context = context;
    this.#disk = disk;
  }

  openNow(index: number): Source {
    const entry = this.#entry(index);
    const place = sourceOf(this.#context, entry.path);
    return guardNow(entry.path, () => {
      if (entry.kind === "folder") return bare(entry, lstatSync(place));
      if (entry.kind === "symlink") return bare(entry, lstatSync(place), readlinkSync(place));
      const file = this.#disk.ask(() => openSync(place, "r"));
      return this.#source(entry, file, fstatSync(file));
    });
  }

  async openLater(index: number): Promise<Source> {
    const { entries } = this.#context;
    for (let i = index; i < Math.min(index + AHEAD, entries.length); i++) {
      if (this.#ahead.has(i)) continue;
      const opening = this.#open(this.#entry(i));
      opening.catch(() => undefined); // Reported in its turn.
      this.#ahead.set(i, opening);
    }
    const opened = this.#ahead.get(index) ?? this.#open(this.#entry(index));
    this.#ahead.delete(index);
    return opened;
  }

  close(): void {
    for (const it of this.#ahead.values())
      it.then(
        (source) => source.close(),
        () => undefined, // Nothing was opened.
      );
  }

  #entry(index: number): ContextEntry {
    return this.#context.entries[index] as ContextEntry; // Asked for below the length only.
  }

  #open(entry: ContextEntry): Promise<Source> {
    const place = sourceOf(this.#context, entry.path);
    return guard(entry.path, async () => {
      if (entry.kind === "folder") return bare(entry, await lstat(place));
      if (entry.kind === "symlink") return bare(entry, await lstat(place), await readlink(place));
      const file = await openFile(place, "r");
      const source = this.#source(entry, file, await statFile(file));
      return source.size > SMALL ? source : this.#loaded(entry.path, source, file);
    });
  }

  /** A small file whose content is read ahead of its turn. */
  async #loaded(path: string, source: Source, file: number): Promise<Source> {
    const content = this.#spare.pop() ?? Buffer.allocUnsafeSlow(SMALL + 1);
    const { bytesRead } = await readFile(file, content, 0, source.size + 1, null).finally(() => source.close());
    if (bytesRead !== source.size) throw changed(path);
    let at = 0;
    return {
      ...source,
      read: ({ buffer, filled }, wanted) => {
        const count = content.copy(buffer, filled, at, Math.min(at + wanted, bytesRead));
        at += count;
        return count;
      },
      close: () => void this.#spare.push(content),
    };
  }

  #source(entry: ContextEntry, file: number, stats: Stats): Source {
    return {
      header: headerOf(entry, stats, stats.size),
      size: stats.size,
      print: `${stats.size.toString(36)}${(stats.mode & 0o111) === 0 ? " " : "x"}`,
      read: ({ buffer, filled }, wanted) =>
        this.#disk.isQuick
          ? guardNow(entry.path, () => this.#disk.ask(() => readSync(file, buffer, filled, wanted, null)))
          : guard(entry.path, async () => (await readFile(file, buffer, filled, wanted, null)).bytesRead),
      close: () => closeSync(file),
    };
  }
}

const openFile = promisify(open);
const statFile = promisify(fstat);
const readFile = promisify(read);

function bare(entry: ContextEntry, stats: Stats, target?: string): Source {
  const header = headerOf(entry, stats, 0, target?.split(sep).join("/"));
  return { header, size: 0, read: null, print: `>${target}`, close: () => undefined };
}

function headerOf({ path, kind }: ContextEntry, stats: Stats, size: number, target?: string): Buffer {
  // Windows knows no permission to execute.
  const mode = process.platform === "win32" ? 0o755 : stats.mode;
  const mtime = stats.mtimeMs / 1000;
  return tarHeader({ path, kind, mode, mtime, size, ...(target !== undefined && { target }) });
}
