/** The addresses of files in containers and volumes: `gantry-container://<engine>/<name>/etc/passwd`. */
import { createHash } from "node:crypto";
import type { FileRoot } from "../views/node.ts";

export const SCHEMES = { container: "gantry-container", volume: "gantry-volume" } as const;

export interface FileUri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

export interface FileLocation {
  readonly kind: FileRoot["kind"];
  /** What `engineKey` makes of the engine's id. */
  readonly engineKey: string;
  readonly name: string;
  /** Absolute, with forward slashes, without `.` and `..`. */
  readonly path: string;
}

/** An engine's id has slashes and colons, which an address's authority may not have. */
export const engineKey = (engine: string): string => createHash("sha256").update(engine).digest("hex").slice(0, 12);

export const uriOf = ({ kind, engine, name }: FileRoot, path: string): FileUri => ({
  scheme: SCHEMES[kind],
  authority: engineKey(engine),
  path: `/${name}${path === "/" ? "" : path}`,
});

/** Null where it is no address of ours. */
export function locationOf({ scheme, authority, path }: FileUri): FileLocation | null {
  const kind = scheme === SCHEMES.container ? "container" : scheme === SCHEMES.volume ? "volume" : null;
  const [name, ...rest] = path.split("/").filter((it) => it !== "" && it !== ".");
  if (kind === null || name === undefined || authority === "" || rest.includes("..")) return null;
  return { kind, engineKey: authority, name, path: `/${rest.join("/")}` };
}

export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/";
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
export const joined = (folder: string, name: string): string => (folder === "/" ? `/${name}` : `${folder}/${name}`);
