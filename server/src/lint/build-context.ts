/** What a build would send, as far as the files around a Dockerfile tell. */
import { type Files, nameOf } from "../compose/files.ts";
import { contextRoot, ignoreFile, lately, type Source, sourcesIn } from "../dockerfile/context.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { isIgnored } from "../shared/context/dockerignore.ts";

export interface BuildContext {
  readonly sources: readonly Source[];
  /** The folder's name, when it is that of the last build; null when it is a guess or what a compose file says. */
  readonly builtIn: string | null;
  readonly has: (path: string) => boolean;
  /** Kept out by the ignore file. */
  readonly ignores: (path: string) => boolean;
  /** `.dockerignore` or `<name>.dockerignore`; null when there is none. */
  readonly ignoreFile: string | null;
}

/** Null where nothing that the Dockerfile takes lies where its context could be. */
export function buildContext(file: Dockerfile, files: Files): BuildContext | null {
  const sources = sourcesIn(file);
  const root = sources.length > 0 ? contextRoot(file, files, sources) : null;
  if (root === null) return null;
  const { uri } = file.document;
  const { exists } = lately(uri, files);
  const ignore = ignoreFile(uri, root, files);
  return {
    sources,
    builtIn: files.builtIn?.(uri) === root ? nameOf(root.slice(0, -1)) : null,
    has: (path) => exists(root, path),
    ignores: (path) => isIgnored(ignore.rules, path),
    ignoreFile: ignore.uri && nameOf(ignore.uri),
  };
}
