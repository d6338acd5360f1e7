/** Streams of the engine to and from files on the disk, as large as they may be. */
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/** The file is there only when it is whole; a name that ends in `.gz` compresses it. `report` is told the bytes so far. */
export async function writeFileOf(
  source: Readable,
  path: string,
  report: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const options = signal ? { signal } : {};
  try {
    await whole(path, async (part) => {
      const target = createWriteStream(part);
      if (path.endsWith(".gz")) await pipeline(source, counting(report), createGzip(), target, options);
      else await pipeline(source, counting(report), target, options);
    });
  } catch (error) {
    source.destroy();
    throw error;
  }
}

/** The file comes into being, or replaces another, when all of it has been written to the path that `write` is given. */
export async function whole(path: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${path}.part`;
  try {
    await write(part);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** A name that ends in `.gz` or `.tgz` is unpacked on the way. */
export function readFileFrom(path: string, report: (bytes: number) => void): Readable {
  const counted = createReadStream(path).on("error", (error) => counter.destroy(error));
  const counter = counting(report);
  counted.pipe(counter);
  if (!/\.t?gz$/.test(path)) return counter;
  const gunzip = createGunzip();
  counter.on("error", (error) => gunzip.destroy(error));
  return counter.pipe(gunzip);
}

function counting(report: (bytes: number) => void): Transform {
  let total = 0;
  return new Transform({
    transform(chunk: Uint8Array, _, done) {
      total += chunk.length;
      report(total);
      done(null, chunk);
    },
  });
}
