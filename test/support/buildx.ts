/** Puts a `docker` with a `buildx` on the PATH of tests; see buildx-program.ts for what it is and is not. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The folder that `docker` is in; it goes when the process ends. */
export function buildxFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gantry-buildx-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx"));
  const program = join(import.meta.dirname, "buildx-program.ts");
  writeFileSync(
    join(folder, "docker"),
    `#!/bin/sh\nexec "${process.execPath}" --import "${loader}" "${program}" "$@"\n`,
  );
  chmodSync(join(folder, "docker"), 0o755);
  return folder;
}
