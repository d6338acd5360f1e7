/** Tells an engine that is not installed from one that is not running: both leave no socket behind. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { EngineError } from "./errors.ts";

const PROGRAMS = ["dockerd", "docker", "podman"];
/** Where they are also looked for: an editor started from a desktop may have a short PATH. */
const USUAL_FOLDERS = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin", "/snap/bin"];

/** An error of reason `missing` becomes `stopped` where an engine's programs are there; all others stay as they are. */
export function knowingWhatIsInstalled(
  error: unknown,
  path: string = process.env.PATH ?? "",
  exists: (file: string) => boolean = existsSync,
): unknown {
  if (!(error instanceof EngineError) || error.reason !== "missing") return error;
  const folders = [...path.split(delimiter).filter(Boolean), ...USUAL_FOLDERS];
  const names = process.platform === "win32" ? PROGRAMS.map((it) => `${it}.exe`) : PROGRAMS;
  const isInstalled = folders.some((folder) => names.some((name) => exists(join(folder, name))));
  return isInstalled ? new EngineError("stopped", error.message, error.cause) : error;
}
