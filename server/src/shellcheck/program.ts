/**
 * A process of its own around ShellCheck: `{ id, script }` comes in, `{ id, found }` or `{ id, error }` goes out.
 * ShellCheck's files lie unmodified in the folder `shellcheck` beside this one. The package's own loader never calls
 * `_initialize`, after which a dozen scripts are enough to break its memory: so they are loaded here.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ConsoleStdout, File, OpenFile, WASI } from "@bjorn3/browser_wasi_shim";
import { withoutTabStops } from "./tab-stops.ts";

const FOLDER = join(__dirname, "shellcheck", "dist");
/** Bytes; what one script has taken is never given back, so a process that has grown this much ends after its answer. */
const LARGEST_MEMORY = 400_000_000;

/** Of the little that is used here; Node has it, its types do not. */
declare const WebAssembly: {
  instantiate(bytes: Buffer, imports: object): Promise<{ readonly instance: { readonly exports: object } }>;
};

interface ShellCheckExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly lintWithOptions: (script: string, options: string) => Promise<string>;
  readonly hs_init: (count: number, args: number) => void;
}

async function load(): Promise<ShellCheckExports> {
  const silent = () => ConsoleStdout.lineBuffered(() => {});
  const wasi = new WASI([], [], [new OpenFile(new File([])), silent(), silent()]);
  const glue: { default: (exports: object) => object } = await import(
    pathToFileURL(join(FOLDER, "shellcheck.js")).href
  );
  const known = {};
  const { instance } = await WebAssembly.instantiate(readFileSync(join(FOLDER, "shellcheck.wasm")), {
    ghc_wasm_jsffi: glue.default(known),
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  Object.assign(known, instance.exports);
  const exports = instance.exports as ShellCheckExports; // What the module is built to export.
  wasi.initialize({ exports: { ...exports, memory: exports.memory } });
  exports.hs_init(0, 0);
  return exports;
}

const loaded = load();
process.on("message", async ({ id, script }: { id: number; script: string }) => {
  try {
    const { lintWithOptions, memory } = await loaded;
    const found = withoutTabStops(JSON.parse(await lintWithOptions(script, "{}")), script);
    process.send?.({ id, found }, () => memory.buffer.byteLength > LARGEST_MEMORY && process.exit());
  } catch (error) {
    process.send?.({ id, error: String(error) }, () => process.exit(1)); // Its memory may be broken: the next one starts anew.
  }
});
process.on("disconnect", () => process.exit());
