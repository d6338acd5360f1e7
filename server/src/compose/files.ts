/** The files around a compose file, as far as somebody lets us read them. */
import { posix } from "node:path";

export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Given by whoever opens documents. */
export interface Files {
  /** Another object whenever some file may not be what it was. */
  readonly epoch: object;
  /** The text of an open document or of a file; null when there is none, or nothing that is text. */
  readonly read: (uri: string) => string | null;
  readonly list: (uri: string) => readonly FolderEntry[] | null;
  /** Null where nobody can say. */
  readonly exists: (uri: string) => boolean | null;
  /** The folder that a Dockerfile was last built in, with a slash at its end; null where nobody knows. */
  readonly builtIn?: (dockerfile: string) => string | null;
}

/** What a compose file is called. */
export const COMPOSE_NAME = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i;

export const NO_FILES: Files = { epoch: {}, read: () => null, list: () => null, exists: () => null };

/** What a path in a file means, relative to that file; null for what only the running system knows. */
export function resolvePath(base: string, path: string): string | null {
  const key = `${base}\n${path}`;
  const known = resolved.get(key);
  if (known !== undefined) return known;
  if (resolved.size >= MOST_RESOLVED) resolved.clear();
  const found = resolve(base, path);
  resolved.set(key, found);
  return found;
}

/** Rules ask for the same paths at every key; reading a URL takes microseconds. */
const resolved = new Map<string, string | null>();
const MOST_RESOLVED = 10_000;

function resolve(base: string, path: string): string | null {
  if (path === "" || path.includes("$") || /^(?:~|\\\\|[a-zA-Z]:[\\/]|[a-z][a-z0-9+.-]+:\/\/|git@)/.test(path))
    return null;
  try {
    const encoded = encodedPath(path.replaceAll("\\", "/"));
    // A path may begin with what looks like a scheme: `a:b`.
    return new URL(encoded.startsWith("/") ? encoded : `./${encoded}`, base).href;
  } catch {
    return null; // A document that is no file, such as untitled:
  }
}

/** A path as it stands in a URI; half a surrogate pair, which no URI can have, becomes the sign for what cannot be read. */
export const encodedPath = (path: string): string =>
  path
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .split("/")
    .map(encodeURIComponent)
    .join("/");

export const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf("/") + 1);
/** Where a file lies, seen from the folder of a document; for people to read. */
export const relativePath = (document: string, uri: string): string =>
  posix.relative(decoded(folderOf(document)), decoded(uri));
export const nameOf = (uri: string): string => decoded(uri.slice(uri.lastIndexOf("/") + 1));

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % in a name.
  }
}
