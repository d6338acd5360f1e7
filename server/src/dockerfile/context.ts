/** The build context beside a Dockerfile: which paths in it a COPY can name. */
import { type Files, folderOf, resolvePath } from "../compose/files.ts";
import { isIgnored, mayHoldExceptions, parseDockerignore } from "../shared/context/dockerignore.ts";

export interface ContextEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What is in a folder of the context (`""`, `src/`) and is not kept out of it; empty where nobody can say. */
export function contextEntries(dockerfile: string, folder: string, files: Files): ContextEntry[] {
  const root = folderOf(dockerfile);
  const inside = folder.replace(/^(?:\.?\/)+/, "");
  const uri = resolvePath(root, inside === "" ? "./" : inside);
  if (uri === null || !uri.startsWith(root)) return [];
  const ignore = parseDockerignore(ignoreText(dockerfile, files) ?? "");
  return (files.list(uri) ?? [])
    .filter(({ name, isFolder }) => {
      const path = inside + name;
      return !isIgnored(ignore, path) || (isFolder && mayHoldExceptions(ignore, path));
    })
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || (a.name < b.name ? -1 : 1));
}

/** The file that belongs to the Dockerfile alone comes before the one of its folder. */
const ignoreText = (dockerfile: string, files: Files): string | null =>
  files.read(`${dockerfile}.dockerignore`) ?? files.read(`${folderOf(dockerfile)}.dockerignore`);
