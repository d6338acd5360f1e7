/** Files in containers, as the engine's archive API shows them: it needs no process, so also where none runs. */
import type { Readable } from "node:stream";

export interface FileEntry {
  readonly name: string;
  readonly type: "file" | "folder" | "link" | "other";
  /** Bytes. */
  readonly size: number;
  /** The permission bits, with setuid, setgid and sticky: 0o755. */
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Where a link points, as it is written there; null for all else. */
  readonly target: string | null;
}

export interface FileCalls {
  /** Null when there is none. A link is not followed; its target is resolved inside the container. */
  fileStat(id: string, path: string, signal?: AbortSignal): Promise<FileEntry | null>;
  /** A file or folder with all that is in it, as a tar stream that is to be destroyed when it is not read to its end. */
  readArchive(id: string, path: string, signal?: AbortSignal): Promise<Readable>;
  /** Unpacks a tar stream into a folder that is there. Owners and permissions are those of the stream. */
  writeArchive(id: string, folder: string, tar: NodeJS.ReadableStream, signal?: AbortSignal): Promise<void>;
}
