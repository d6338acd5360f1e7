/** The build context of a Dockerfile: which folder it is, what is taken from it and which paths in it a COPY can name. */
import { buildContexts } from "../compose/build-targets.ts";
import { type Files, folderOf, resolvePath } from "../compose/files.ts";
import { type Dockerignore, isIgnored, mayHoldExceptions, parseDockerignore } from "../shared/context/dockerignore.ts";
import { onceFor } from "../text/once.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction, Word } from "./instruction.ts";
import { partsOf } from "./stages.ts";

export interface Source {
  readonly word: Word;
  /** Relative to the context, with forward slashes; empty for all of it. */
  readonly path: string;
}

/** How many folders above the Dockerfile's own may be the context. */
const HIGHEST = 3;
/** As many sources tell which folder it is. */
const ENOUGH = 20;
/** Milliseconds that the files are not looked at again. */
const AGE = 2000;

/**
 * The folder, as a URI with a slash at its end: that of the last build, what a compose file says, or the nearest of those in
 * which most lies that the Dockerfile takes. Null where nothing does: then the context is somewhere else.
 */
export function contextRoot(
  file: Dockerfile,
  files: Files,
  sources: readonly Source[] = sourcesIn(file),
): string | null {
  const { uri } = file.document;
  if (!uri.startsWith("file:")) return null;
  const { exists, said } = lately(uri, files);
  const named = firstNamed(sources);
  const holdsSome = (root: string): boolean => named.some((it) => exists(root, it.path));
  const last = files.builtIn?.(uri) ?? null;
  const [first, ...others] = last !== null && exists(last, "") ? [last, ...said] : said;
  if (first !== undefined) return [first, ...others].find(holdsSome) ?? first;
  let root = folderOf(uri);
  if (named.length === 0) return root;
  let best: string | null = null;
  let most = 0;
  for (let up = 0; up <= HIGHEST && most < named.length; up++, root = resolvePath(root, "../") ?? root) {
    const held = named.filter((it) => exists(root, it.path)).length;
    if (held > most) [best, most] = [root, held];
  }
  return best;
}

function firstNamed(sources: readonly Source[]): Source[] {
  const found: Source[] = [];
  for (const it of sources) {
    if (found.length === ENOUGH) break;
    if (it.path !== "") found.push(it);
  }
  return found;
}

interface Looked {
  readonly at: number;
  readonly exists: (folder: string, path: string) => boolean;
  /** The contexts that compose files name. */
  readonly said: readonly string[];
}

const looked = new WeakMap<Files, Looked>();

/** Who types does not wait for the disk at every key. */
export function lately(dockerfile: string, files: Files): Looked {
  const last = looked.get(files);
  if (last && Date.now() - last.at < AGE) return last;
  const known = new Map<string, Map<string, boolean>>();
  const now: Looked = {
    at: Date.now(),
    exists(folder, path) {
      const inFolder = known.get(folder) ?? new Map<string, boolean>();
      known.set(folder, inFolder);
      const isThere = inFolder.get(path) ?? files.exists(resolvePath(folder, path) ?? folder) === true;
      inFolder.set(path, isThere);
      return isThere;
    },
    said: buildContexts(dockerfile, files),
  };
  looked.set(files, now);
  return now;
}

export function sourcesIn(file: Dockerfile): readonly Source[] {
  const found: Source[] = [];
  for (const { instructions } of partsOf(file.stages)) for (const it of sourcesOfPart(instructions)) found.push(it);
  return found;
}

/** Worked out once, as most parts stay as they are. */
const sourcesOfPart = onceFor((instructions: readonly Instruction[]): readonly Source[] =>
  instructions.flatMap((it) => {
    const copy = it.trigger ?? it;
    return copy.keyword === "COPY" || copy.keyword === "ADD" ? sourcesOf(copy) : [];
  }),
);

/** What an instruction takes from the context, where it is written out. */
function sourcesOf(it: Instruction): Source[] {
  if (it.flag("from") || it.heredocs.length > 0) return [];
  const words: readonly Word[] = it.json ? it.json.items : it.words;
  return words.slice(0, -1).flatMap((word) => {
    const text = word.unquoted;
    if (/[$*?[\\`]|^[a-z][a-z0-9+.-]*:\/\/|^git@|\.git(?:#|$)/i.test(text) || /(?:^|\/)\.\.(?:\/|$)/.test(text))
      return [];
    const path = text
      .split("/")
      .filter((part) => part !== "" && part !== ".")
      .join("/");
    return [{ word, path }];
  });
}

export interface ContextEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What is in a folder of the context (`""`, `src/`) and is not kept out of it; empty where nobody can say. */
export function contextEntries(file: Dockerfile, folder: string, files: Files): ContextEntry[] {
  const dockerfile = file.document.uri;
  const root = contextRoot(file, files) ?? folderOf(dockerfile);
  const inside = folder.replace(/^(?:\.?\/)+/, "");
  const uri = resolvePath(root, inside === "" ? "./" : inside);
  if (uri === null || !uri.startsWith(root)) return [];
  const { rules } = ignoreFile(dockerfile, root, files);
  return (files.list(uri) ?? [])
    .filter(({ name, isFolder }) => {
      const path = inside + name;
      return !isIgnored(rules, path) || (isFolder && mayHoldExceptions(rules, path));
    })
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
}

/** The file that belongs to the Dockerfile alone comes before the one of the context; its URI is null where there is none. */
export function ignoreFile(
  dockerfile: string,
  root: string,
  files: Files,
): { readonly uri: string | null; readonly rules: Dockerignore } {
  for (const uri of [`${dockerfile}.dockerignore`, `${root}.dockerignore`]) {
    const text = files.read(uri);
    if (text !== null) return { uri, rules: parseDockerignore(text) };
  }
  return { uri: null, rules: parseDockerignore("") };
}
