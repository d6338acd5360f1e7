/** What a build would send, as far as the files around a Dockerfile tell. */
import * as l10n from "@vscode/l10n";
import { type Files, nameOf, relativePath } from "../compose/files.ts";
import { contextRoot, ignoreFile, lately, type Source, sourcesIn } from "../dockerfile/context.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { isIgnored } from "../shared/context/dockerignore.ts";
import { insert } from "../text/span.ts";
import type { Fix } from "./rule.ts";

export interface BuildContext {
  readonly sources: readonly Source[];
  /** The folder's name, when it is that of the last build; null when it is a guess or what a compose file says. */
  readonly builtIn: string | null;
  readonly has: (path: string) => boolean;
  /** Kept out by the ignore file. */
  readonly ignores: (path: string) => boolean;
  /** `.dockerignore` or `<name>.dockerignore`; null when there is none. */
  readonly ignoreFile: string | null;
  /** Adds a line at its end, or makes the file with it; none where a file is there that cannot be read. */
  readonly addToIgnoreFile: (line: string) => readonly Fix[];
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
    addToIgnoreFile: (line) => withLine(uri, ignore.uri ?? `${root}.dockerignore`, line, files),
  };
}

function withLine(dockerfile: string, uri: string, line: string, files: Files): Fix[] {
  const text = files.read(uri);
  if (text === null && files.exists(uri) !== false) return [];
  const path = relativePath(dockerfile, uri);
  const end = text?.length ?? 0;
  const title =
    text === null
      ? () => l10n.t("Create `{0}` with `{1}` in it", path, line)
      : () => l10n.t("Add `{0}` to `{1}`", line, path);
  const isWhole = text === null || /(?:^\uFEFF?|\n)$/.test(text);
  return [{ title, edits: [insert(end, `${isWhole ? "" : "\n"}${line}\n`)], file: { uri, text } }];
}
