/**
 * What an editor starts: runs the bundles of the server with the code that V8 compiled for them last time, which nearly
 * halves the time until the editor has an answer. The compiled code lies beside the bundle; where that cannot be written
 * the server starts all the same.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire, wrap } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { asV8Likes } from "./v8.ts";

/** The functions that were used by then are compiled in the next start already. */
const SECONDS_OF_USE = 5;

const own = createRequire(__filename);
const loaded = new Map<string, { exports: unknown }>();

load("./server-connection.js");

/** `require` for the server's bundles, and for Node's own modules. */
function load(id: string): unknown {
  if (!id.startsWith("./")) return own(id);
  const known = loaded.get(id);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(id, module);
  const path = join(__dirname, id);
  const { mtimeMs, size } = statSync(path);
  const source = wrap(readFileSync(path, "utf8"));
  const stamp = `${mtimeMs} ${size} ${process.versions.v8} ${process.arch}\n`;
  const compiled = readCompiled(path, stamp);
  const script = new Script(source, { filename: path, ...(compiled && { cachedData: compiled }) });
  script.runInThisContext()(module.exports, load, module, path, dirname(path));
  if (!compiled || script.cachedDataRejected) {
    const keep = (): void => {
      asV8Likes();
      writeCompiled(path, stamp, script.createCachedData());
    };
    keep();
    setTimeout(keep, SECONDS_OF_USE * 1000).unref();
  }
  return module.exports;
}

function readCompiled(path: string, stamp: string): Buffer | null {
  try {
    const found = readFileSync(`${path}.compiled`);
    return found.subarray(0, stamp.length).toString("latin1") === stamp ? found.subarray(stamp.length) : null;
  } catch {
    return null; // The first start.
  }
}

function writeCompiled(path: string, stamp: string, compiled: Buffer): void {
  try {
    const draft = `${path}.${process.pid}.compiled`;
    writeFileSync(draft, Buffer.concat([Buffer.from(stamp, "latin1"), compiled]));
    renameSync(draft, `${path}.compiled`);
  } catch {
    // A folder that is not ours to write in.
  }
}
