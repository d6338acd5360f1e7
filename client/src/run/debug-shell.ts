/** A shell for a container that has none, or does not run: in a container beside it, which is there for a while only. */
import * as l10n from "@vscode/l10n";
import { pack } from "tar-stream";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { Session, TerminalSize } from "../engine/api/processes.ts";
import type { Engine } from "../engine/engine.ts";
import { EngineError } from "../engine/errors.ts";
import { temporaryLabels } from "../engine/leftovers.ts";
import { runAttached } from "../engine/run-attached.ts";

/** Where the files of a container that does not run are in its helper. */
export const COPY = "/container";
/** Where those of a running one are: its main process is the first of the processes that are shared. */
export const LIVE = "/proc/1/root";

/** The shells of most images, by their paths: a container that does not run can only be asked for files. */
const SHELL_PATHS: readonly string[] = ["/bin/bash", "/usr/bin/bash", "/bin/sh", "/usr/bin/sh", "/busybox/sh"];

/** What was made for the shell; to be removed after it. */
export interface Temporary {
  /** The name of its container. */
  readonly container: string;
  /** The image that was made for it. */
  readonly image: string | null;
}

/** The best shell in the files of a container, running or not; null where there is none. */
export async function shellPath(engine: Engine, id: string): Promise<string | null> {
  for (const path of SHELL_PATHS) if (await isThere(engine, id, path)) return path;
  return null;
}

async function isThere(engine: Engine, id: string, path: string): Promise<boolean> {
  try {
    return (await engine.fileStat(id, path)) !== null;
  } catch (error) {
    // A file stands where the path has a folder: Docker answers with a failure of its own.
    if (error instanceof EngineError && error.reason === "unknown") return false;
    throw error;
  }
}

/** In a helper that shares the processes, the network and the volumes of a running container. */
export function shellBeside(
  engine: Engine,
  { id, helper, made }: { readonly id: string; readonly helper: string; readonly made: Temporary },
  size: TerminalSize,
): Promise<Session> {
  const request = { image: helper, name: made.container, entrypoint: bestShellIn(LIVE), command: [], beside: id };
  return runAttached(engine, { ...request, ...temporary(made) }, size);
}

/** In a copy of a container that does not run: its files as they are, its volumes the real ones. */
export async function shellInCopy(
  engine: Engine,
  {
    id,
    shell,
    made,
  }: { readonly id: string; readonly shell: string; readonly made: Temporary & { readonly image: string } },
  size: TerminalSize,
): Promise<Session> {
  await engine.commit(id, { name: made.image, pause: false });
  const request = { image: made.image, name: made.container, entrypoint: [shell], command: [], volumesOf: id };
  return runAttached(engine, { ...request, ...temporary(made) }, size);
}

/** In a helper to which the files of a container that has no shell and does not run are copied. */
export async function shellWithFiles(
  engine: Engine,
  { id, helper, made }: { readonly id: string; readonly helper: string; readonly made: Temporary },
  size: TerminalSize,
  { write, signal }: { write(text: string): void; readonly signal: AbortSignal },
): Promise<Session> {
  const request = { image: helper, name: made.container, entrypoint: bestShellIn(COPY), command: [], volumesOf: id };
  return runAttached(engine, { ...request, ...temporary(made) }, size, async (created) => {
    await engine.writeArchive(created, "/", emptyFolder(COPY.slice(1)), signal);
    const files = await engine.exportContainer(id, signal);
    let copied = 0;
    let told = 0;
    files.on("data", (chunk: Uint8Array) => {
      copied += chunk.length;
      if (copied - told < 1_000_000) return;
      told = copied;
      write(`\r${l10n.t("Copying the files: {0}", bytes(copied))}   `);
    });
    await engine.writeArchive(created, COPY, files, signal);
    write("\r\n");
  });
}

const temporary = ({ image }: Temporary) => ({ autoRemove: true, labels: temporaryLabels(image) });

const bestShellIn = (folder: string): string[] => [
  "sh",
  "-c",
  `cd ${folder} 2>/dev/null; if command -v bash >/dev/null 2>&1; then exec bash; else exec sh; fi`,
];

function emptyFolder(name: string): NodeJS.ReadableStream {
  const packing = pack();
  packing.entry({ name: `${name}/`, type: "directory", mode: 0o755 });
  packing.finalize();
  return packing as unknown as NodeJS.ReadableStream; // streamx has all of it that is used.
}
