/** Bundles suite.ts for the extension host, beside an empty extension "under development": the real one is installed. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(import.meta.dirname, "../..");

export interface Bundle {
  /** The folder of the empty extension. */
  readonly extension: string;
  /** The module that exports `run`. */
  readonly tests: string;
  /** A copy of the sample workspace. */
  readonly workspace: string;
  /** Where suite.ts reports. */
  readonly report: string;
}

export async function bundleHostTests(): Promise<Bundle> {
  const extension = join(ROOT, "out/host");
  mkdirSync(extension, { recursive: true });
  const manifest = { name: "host-tests", publisher: "gantry", version: "0.0.0", engines: { vscode: "*" } };
  writeFileSync(join(extension, "package.json"), JSON.stringify(manifest));
  const tests = join(extension, "suite.js");
  await build({
    bundle: true,
    entryPoints: [join(import.meta.dirname, "suite.ts")],
    external: ["vscode", "mocha"], // Mocha is loaded from node_modules: it reads files of its own.
    format: "cjs",
    outfile: tests,
    platform: "node",
    sourcemap: "inline",
  });
  const folder = mkdtempSync(join(tmpdir(), "gantry-host-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const workspace = join(folder, "sample");
  cpSync(join(ROOT, "sample"), workspace, { recursive: true });
  return { extension, tests, workspace, report: join(folder, "report.jsonl") };
}
