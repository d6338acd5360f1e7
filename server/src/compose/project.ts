/** The other compose files that belong to one: what it includes, what it extends, what it is laid over. */
import { createDocument } from "../text/document.ts";
import type { ComposeFile, Entry, SectionName } from "./compose-file.ts";
import { type Files, folderOf, nameOf, resolvePath } from "./files.ts";
import { parseCompose } from "./parse.ts";
import type { ScalarNode } from "./yaml.ts";

/** Parsed once for each text. */
const parsed = new WeakMap<Files, Map<string, { readonly text: string; readonly file: ComposeFile }>>();

export function otherFile(file: ComposeFile, uri: string): ComposeFile | null {
  const text = file.files.read(uri);
  if (text === null) return null;
  const known = parsed.get(file.files) ?? new Map();
  parsed.set(file.files, known);
  const before = known.get(uri);
  if (before?.text === text) return before.file;
  const other = parseCompose(createDocument(uri, "dockercompose", 0, text), before?.file ?? null, file.files);
  known.set(uri, { text, file: other });
  return other;
}

/** Where `include` names a file. */
export function includedPaths(file: ComposeFile): readonly ScalarNode[] {
  return file.section("include").flatMap((pair) =>
    file.items(file.resolve(pair.value)).flatMap((item) => {
      if (item.kind === "map") return file.scalars(file.get(item, "path"));
      return item.kind === "scalar" && item.type !== "null" ? [item] : [];
    }),
  );
}

const BASE_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/** The file and all that are merged with it; `isWhole` when none of them is out of reach. */
export interface Project {
  readonly files: readonly ComposeFile[];
  readonly isWhole: boolean;
}

export const projectOf = (file: ComposeFile): Project => file.derive(projectOf, () => collect(file));

function collect(start: ComposeFile): Project {
  const found = new Map<string, ComposeFile>();
  let isWhole = true;
  const add = (file: ComposeFile): void => {
    if (found.has(file.document.uri) || found.size > 200) return;
    found.set(file.document.uri, file);
    for (const node of includedPaths(file)) {
      const uri = resolvePath(file.document.uri, node.value);
      const other = uri === null ? null : otherFile(file, uri);
      if (other) add(other);
      else isWhole = false;
    }
  };
  add(start);
  const { uri } = start.document;
  const match = /^(?:docker-)?compose([.-].+)?\.ya?ml$/i.exec(nameOf(uri));
  if (match?.[1]) {
    const bases = BASE_NAMES.map((it) => folderOf(uri) + it);
    const base = bases.map((it) => otherFile(start, it)).find((it) => it !== null);
    if (base) add(base);
    // Which files are laid over each other is said on the command line.
    isWhole = false;
  }
  return { files: [...found.values()], isWhole };
}

/** An entry of any file of the project. */
export function findEntry(
  file: ComposeFile,
  section: SectionName,
  name: string,
): { file: ComposeFile; entry: Entry } | null {
  for (const it of projectOf(file).files) {
    const entry = it.entry(section, name);
    if (entry) return { file: it, entry };
  }
  return null;
}
