/** Listing folders from the tar stream of a container's files: where nothing in the container can tell. */
import type { Readable } from "node:stream";
import * as l10n from "@vscode/l10n";
import { extract, type Header } from "tar-stream";
import type { FileEntry } from "../engine/api/files.ts";
import { EngineError } from "../engine/errors.ts";
import type { ListedFile } from "../views/details.ts";
import { joined, parentOf } from "./location.ts";

/** More would take more memory than a look is worth. */
const MOST_ENTRIES = 500_000;

/** The folders below one folder, each with what is in it. */
export type ArchiveIndex = ReadonlyMap<string, readonly FileEntry[]>;

/** Reads only the headers. `folder` is the absolute path that the stream was asked for. */
export async function indexOf(tar: Readable, folder: string): Promise<ArchiveIndex> {
  const index = new Map<string, FileEntry[]>([[folder, []]]);
  const reading = extract();
  tar.on("error", (error) => reading.destroy(error));
  tar.pipe(reading as unknown as NodeJS.WritableStream); // streamx has all of it that is used.
  let count = 0;
  let depth = 0;
  for await (const part of reading) {
    if (count === 0) depth = partsOf(part.header.name).length;
    else add(index, folder, partsOf(part.header.name).slice(depth), part.header);
    part.resume();
    if (++count > MOST_ENTRIES) {
      tar.destroy();
      throw new EngineError("unknown", l10n.t("there are more than {0} files in {1}.", MOST_ENTRIES, folder));
    }
  }
  return index;
}

export function listed(index: ArchiveIndex, folder: string): ListedFile[] | null {
  const entries = index.get(folder);
  if (!entries) return null;
  return entries.map((entry) => ({ entry, isFolder: entry.type === "folder" || leadsToFolder(index, folder, entry) }));
}

/** The first of a stream is what was asked for: `etc/`, `/` for the root, and in Podman for a volume. */
export const partsOf = (name: string): string[] => name.split("/").filter((it) => it !== "" && it !== ".");

function add(index: Map<string, FileEntry[]>, folder: string, inside: readonly string[], header: Header): void {
  const name = inside.at(-1);
  if (name === undefined) return;
  const path = inside.reduce(joined, folder);
  const parent = parentOf(path);
  const entry = entryOf(header, name);
  const siblings = index.get(parent);
  if (siblings) siblings.push(entry);
  else index.set(parent, [entry]);
  if (entry.type === "folder" && !index.has(path)) index.set(path, []);
}

export function entryOf({ type, size, mode, mtime, linkname }: Header, name: string): FileEntry {
  const types = { directory: "folder", file: "file", link: "file", symlink: "link" } as const;
  return {
    name,
    type: types[type as keyof typeof types] ?? "other",
    size: size ?? 0,
    mode: (mode ?? 0) & 0o7777,
    modifiedAt: mtime?.getTime() ?? 0,
    target: type === "symlink" ? (linkname ?? "") : null,
  };
}

/** Only links to folders that the stream holds are followed, and one step at a time. */
function leadsToFolder(index: ArchiveIndex, folder: string, { target }: FileEntry): boolean {
  if (target === null) return false;
  const base = target.startsWith("/") ? [] : folder.split("/");
  const parts: string[] = [];
  for (const part of [...base, ...target.split("/")])
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  return index.has(`/${parts.join("/")}`);
}
