/** Files in containers. */
import type { FileCalls, FileEntry } from "../api/files.ts";
import { type Connection, containerPath, orNull } from "./connection.ts";

export function fileCalls({ transport }: Connection): FileCalls {
  return {
    async fileStat(id, path, signal) {
      const request = { query: { path }, signal };
      const answer = await orNull(transport.exchange("HEAD", `${containerPath(id)}/archive`, request));
      const header = answer?.headers["x-docker-container-path-stat"];
      return typeof header === "string" ? fileEntry(header) : null;
    },

    readArchive: (id, path, signal) => transport.download(`${containerPath(id)}/archive`, { query: { path }, signal }),

    async writeArchive(id, folder, tar, signal) {
      // Without it a file would take the place of a folder with all that is in it.
      const query = { path: folder, noOverwriteDirNonDir: 1 };
      await transport.request("PUT", `${containerPath(id)}/archive`, { query, upload: tar, signal });
    },
  };
}

// The bits of Go's os.FileMode.
const GO = { folder: 2 ** 31, link: 2 ** 27, special: 2 ** 26 + 2 ** 25 + 2 ** 24 + 2 ** 21 + 2 ** 19 };
const GO_BITS: readonly (readonly [go: number, posix: number])[] = [
  [2 ** 23, 0o4000],
  [2 ** 22, 0o2000],
  [2 ** 20, 0o1000],
];

/** The header `X-Docker-Container-Path-Stat`: JSON in base64. Null when it cannot be read. */
export function fileEntry(header: string): FileEntry | null {
  let it: { name?: unknown; size?: unknown; mode?: unknown; mtime?: unknown; linkTarget?: unknown };
  try {
    it = JSON.parse(Buffer.from(header, "base64").toString()) ?? {};
  } catch {
    return null;
  }
  if (typeof it.mode !== "number") return null;
  const { mode } = it;
  const has = (bits: number): boolean => (BigInt(mode) & BigInt(bits)) !== 0n;
  const type = has(GO.folder) ? "folder" : has(GO.link) ? "link" : has(GO.special) ? "other" : "file";
  const extra = GO_BITS.filter(([go]) => has(go)).reduce((sum, [, posix]) => sum + posix, 0);
  return {
    name: typeof it.name === "string" ? it.name : "",
    type,
    size: typeof it.size === "number" ? it.size : 0,
    mode: (mode % 0o1000) + extra,
    modifiedAt: typeof it.mtime === "string" ? Date.parse(it.mtime) || 0 : 0,
    target: type === "link" && typeof it.linkTarget === "string" ? it.linkTarget : null,
  };
}
