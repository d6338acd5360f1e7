// How fast a large build context is packed, as a ratio to GNU tar in the same run: `npm run bench:build`.
// tar writes into a pipe: told to write to /dev/null it would not even read the files.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const FILES = 50_000;
const BYTES = 2_000_000_000;
const PER_FOLDER = 100;
const ROUNDS = 3;

const folder = mkdtempSync(join(tmpdir(), "gantry-bench-"));
void main().finally(() => rmSync(folder, { recursive: true, force: true })); // A rejection ends the process.

async function main(): Promise<void> {
  const context = join(folder, "context");
  writeFiles(context);
  const packer = await bundledPacker();
  const tars: number[] = [];
  const packs: Measured[] = [];
  timedTar(context); // Reads all of it into memory, so that the disk is not what is measured.
  for (let round = 0; round < ROUNDS; round++) {
    tars.push(timedTar(context));
    packs.push(timedPack(packer, context));
  }
  const tar = median(tars);
  const pack = median(packs.map((it) => it.milliseconds));
  console.log(`${FILES} files, ${BYTES / 1e9} GB: tar ${tar.toFixed(0)} ms, Gantry ${pack.toFixed(0)} ms`);
  console.log(`  ${((tar / pack) * 100).toFixed(0)} % of the speed of tar (at least 70 %)`);
  const memory = Math.max(...packs.map((it) => it.megabytes));
  console.log(`  ${memory.toFixed(0)} MB of memory beyond an idle process (at most 100 MB)`);
}

function writeFiles(context: string): void {
  const content = Buffer.alloc((BYTES / FILES) * 2, "0123456789abcdef");
  for (let first = 0; first < FILES; first += PER_FOLDER) {
    const path = join(context, `src/package-${first % 37}/module-${first}`);
    mkdirSync(path, { recursive: true });
    for (let i = first; i < first + PER_FOLDER; i++)
      writeFileSync(join(path, `file-${i}.ts`), content.subarray(0, (i * 7919) % content.length));
  }
  writeFileSync(join(context, "Dockerfile"), "FROM scratch\nCOPY . /\n");
  writeFileSync(join(context, ".dockerignore"), ".git\n**/*.tmp\nnode_modules\n*.log\n!keep.log\n");
}

/** As it ships: bundled, in a process of its own. */
async function bundledPacker(): Promise<string> {
  const outfile = join(folder, "packer.mjs");
  const root = join(import.meta.dirname, "../..");
  const contents = `
    import { packContext } from "./client/src/build/pack.ts";
    import { readContext } from "./server/src/shared/context/read.ts";
    const idle = process.resourceUsage().maxRSS;
    const startedAt = performance.now();
    const stream = packContext(await readContext(process.argv[2], "Dockerfile"));
    let bytes = 0;
    for await (const chunk of stream) bytes += chunk.length;
    const milliseconds = performance.now() - startedAt;
    const megabytes = ((process.resourceUsage().maxRSS - idle) * 1024) / 1e6;
    console.log(JSON.stringify({ milliseconds, megabytes, bytes }));`;
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  const stdin = { contents, resolveDir: root, loader: "ts" as const };
  await build({ stdin, bundle: true, platform: "node", format: "esm", banner, outfile });
  return outfile;
}

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

function timedPack(packer: string, context: string): Measured {
  const { stdout, stderr, status } = spawnSync(process.execPath, [packer, context], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Measured;
}

function timedTar(context: string): number {
  const startedAt = performance.now();
  const { status } = spawnSync("sh", ["-c", 'tar -cf - -C "$1" . | cat >/dev/null', "sh", context]);
  if (status !== 0) throw new Error("tar failed");
  return performance.now() - startedAt;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
