/**
 * What an editor starts: runs the bundles of the server with the code that V8 compiled for them last time, which nearly
 * halves the time until the editor has an answer. The compiled code lies beside the bundle; where that cannot be written
 * the server starts all the same.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

/** The functions that were used by then are compiled in the next start already. */
const SECONDS_OF_USE = 5;

/** Node's own modules that the editor's first answer does not need: each is set up when something of it is first asked for. */
const LATER = new Set(["child_process", "crypto", "fs/promises", "v8"]);

const loaded = new Map<string, { exports: unknown }>();

load("./server-connection.js");

/** `require` for the server's bundles, and for Node's own modules. */
function load(id: string): unknown {
  if (LATER.has(id.replace("node:", ""))) return new Proxy({}, { get: (_, name) => require(id)[name] });
  if (!id.startsWith("./")) return require(id);
  const known = loaded.get(id);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(id, module);
  const path = join(__dirname, id);
  const { mtimeMs, size } = statSync(path);
  const source = `(function(exports,require,module,__filename,__dirname){${readFileSync(path, "utf8")}\n})`;
  const stamp = `${mtimeMs} ${size} ${process.versions.v8} ${process.arch}\n`;
  const compiled = readCompiled(path, stamp);
  const script = new Script(source, { filename: path, ...(compiled && { cachedData: compiled }) });
  script.runInThisContext()(module.exports, load, module, path, dirname(path));
  if (!compiled || script.cachedDataRejected) {
    const keep = async (): Promise<void> => {
      (await import("./v8.ts")).asV8Likes();
      writeCompiled(path, stamp, script.createCachedData());
    };
    void keep(); // What goes wrong is caught, and nothing waits for it.
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
