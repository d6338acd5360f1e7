/** What a build would send, as far as the files around a Dockerfile tell. */
import { type Files, folderOf, nameOf, resolvePath } from "../compose/files.ts";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction, Word } from "../dockerfile/instruction.ts";
import { partsOf } from "../dockerfile/stages.ts";
import { isIgnored, parseDockerignore } from "../shared/context/dockerignore.ts";
import { onceFor } from "../text/once.ts";

export interface Source {
  readonly word: Word;
  /** Relative to the context, with forward slashes; empty for all of it. */
  readonly path: string;
}

export interface BuildContext {
  readonly sources: readonly Source[];
  readonly has: (path: string) => boolean;
  /** Kept out by the ignore file. */
  readonly ignores: (path: string) => boolean;
  /** `.dockerignore` or `<name>.dockerignore`; null when there is none. */
  readonly ignoreFile: string | null;
}

/** How many folders above the Dockerfile's own may be the context. */
const HIGHEST = 3;
/** As many sources tell which folder it is. */
const ENOUGH = 20;
/** Milliseconds that the files are not looked at again. */
const AGE = 2000;

/** By folder and path. */
type Known = Map<string, Map<string, boolean>>;
const looked = new WeakMap<Files, { readonly at: number; readonly known: Known }>();

/** Null where nothing that the Dockerfile takes lies in its folder or above: then the context is somewhere else. */
export function buildContext(file: Dockerfile, files: Files): BuildContext | null {
  const { uri } = file.document;
  if (!uri.startsWith("file:")) return null;
  const sources = partsOf(file.stages).flatMap(({ instructions }) => sourcesIn(instructions));
  if (sources.length === 0) return null;
  const exists = rememberedExists(files);
  const named = sources.filter((it) => it.path !== "");
  let root = folderOf(uri);
  for (let up = 0; up <= HIGHEST; up++, root = resolvePath(root, "../") ?? root) {
    const base = root;
    const has = (path: string): boolean => exists(base, path);
    if (named.length > 0 ? !named.slice(0, ENOUGH).some((it) => has(it.path)) : up > 0) continue;
    const own = `${uri}.dockerignore`;
    const ignoreUri = [own, `${base}.dockerignore`].find((it) => exists(it, "")) ?? null;
    const ignore = parseDockerignore((ignoreUri && files.read(ignoreUri)) ?? "");
    return { sources, has, ignores: (path) => isIgnored(ignore, path), ignoreFile: ignoreUri && nameOf(ignoreUri) };
  }
  return null;
}

function rememberedExists(files: Files): (folder: string, path: string) => boolean {
  const last = looked.get(files);
  const { at, known }: { at: number; known: Known } =
    last && Date.now() - last.at < AGE ? last : { at: Date.now(), known: new Map() };
  looked.set(files, { at, known });
  return (folder, path) => {
    const inFolder = known.get(folder) ?? new Map<string, boolean>();
    known.set(folder, inFolder);
    const isThere =
      inFolder.get(path) ?? files.exists(path === "" ? folder : (resolvePath(folder, path) ?? folder)) === true;
    inFolder.set(path, isThere);
    return isThere;
  };
}

/** What the instructions of a part take from the context; worked out once, as most parts stay as they are. */
const sourcesIn = onceFor((instructions: readonly Instruction[]): readonly Source[] =>
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
