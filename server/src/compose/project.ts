/** The other compose files that belong to one: what it includes, what it extends, what it is laid over. */
import { createDocument } from "../text/document.ts";
import type { ComposeFile, Entry, SectionName } from "./compose-file.ts";
import { composeFilesIn, namingEnvOf, uriOf } from "./env.ts";
import type { EnvFile } from "./env-file.ts";
import { type Files, type FolderEntry, folderOf, nameOf, resolvePath } from "./files.ts";
import { parseCompose } from "./parse.ts";
import type { ScalarNode } from "./yaml.ts";

interface Parsed {
  readonly text: string;
  readonly epoch: object;
  readonly file: ComposeFile;
}
/** Parsed once for each text. */
const parsed = new WeakMap<Files, Map<string, Parsed>>();

export const otherFile = ({ files }: ComposeFile, uri: string): ComposeFile | null => fileAt(uri, files);

/** Null where no such file can be read. */
export function fileAt(uri: string, files: Files): ComposeFile | null {
  const text = files.read(uri);
  if (text === null) return null;
  const known = parsed.get(files) ?? new Map<string, Parsed>();
  parsed.set(files, known);
  const before = known.get(uri);
  const { epoch } = files;
  if (before?.text === text && before.epoch === epoch) return before.file;
  const file =
    before?.text === text
      ? before.file.renewed() // What was worked out with the files around it may hold no more.
      : parseCompose(createDocument(uri, "dockercompose", 0, text), before?.file ?? null, files);
  known.set(uri, { text, epoch, file });
  return file;
}

/** One entry of `include`. */
export interface Include {
  /** The first one is the base, the others are laid over it. */
  readonly paths: readonly ScalarNode[];
  /** Files with variables, instead of the `.env` beside the first path. */
  readonly envFiles: readonly ScalarNode[];
  /** `project_directory`: where relative paths start from, instead of the folder of the first path. */
  readonly folder: ScalarNode | null;
}

export const includesOf = (file: ComposeFile): readonly Include[] =>
  file.section("include").flatMap((pair) =>
    file.items(file.resolve(pair.value)).flatMap((item): Include[] => {
      if (item.kind === "map")
        return [
          {
            paths: file.scalars(file.get(item, "path")),
            envFiles: file.scalars(file.get(item, "env_file")),
            folder: file.scalar(item, "project_directory"),
          },
        ];
      return item.kind === "scalar" && item.type !== "null" ? [{ paths: [item], envFiles: [], folder: null }] : [];
    }),
  );

/** Where `include` names a file. */
export const includedPaths = (file: ComposeFile): readonly ScalarNode[] => includesOf(file).flatMap((it) => it.paths);

const BASE_NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const OVERRIDE_NAMES = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

/** The file of one of these names in the folder of `uri`. */
function beside(uri: string, files: Files, names: readonly string[]): ComposeFile | null {
  for (const name of names) {
    const found = fileAt(folderOf(uri) + name, files);
    if (found) return found;
  }
  return null;
}

/** What the official tool lays over a file of this name by itself. */
const overrideOf = (file: ComposeFile): ComposeFile | null =>
  file.derive(overrideOf, () =>
    BASE_NAMES.includes(nameOf(file.document.uri)) ? beside(file.document.uri, file.files, OVERRIDE_NAMES) : null,
  );

/** What a file such as `compose.prod.yaml` is laid over; null for one that can stand alone, or has nothing to lie over. */
export const baseOf = (file: ComposeFile): ComposeFile | null =>
  file.derive(baseOf, () => (isLaidOver(file) ? beside(file.document.uri, file.files, BASE_NAMES) : null));

const isLaidOver = ({ document }: ComposeFile): boolean =>
  /^(?:docker-)?compose[.-].+\.ya?ml$/i.test(nameOf(document.uri));

/** The compose file that a `.env` belongs to: the first that it names, or the one beside it. */
export function composeFileOf(env: EnvFile, files: Files): ComposeFile | null {
  const [first] = composeFilesIn(env);
  if (first === undefined) return beside(env.uri, files, BASE_NAMES);
  return first === null ? null : fileAt(first, files);
}

/** What `COMPOSE_FILE` of a `.env` names together with the file; null for one that is on its own. */
const namedTogether = (file: ComposeFile): Project | null =>
  file.derive(namedTogether, () => {
    const env = namingEnvOf(file);
    if (!env) return null;
    const uris = composeFilesIn(env);
    const { uri: own } = file.document;
    const files = uris.map((uri) => (uri === own ? file : uri === null ? null : otherFile(file, uri)));
    const there = files.filter((it) => it !== null);
    return { files: there, isWhole: there.length === files.length };
  });

/** The files that Docker Compose lays over each other, the lowest first. */
export function layersOf(file: ComposeFile): readonly ComposeFile[] {
  const named = namedTogether(file);
  if (named) return named.files;
  return [baseOf(file), file, overrideOf(file)].filter((it) => it !== null);
}

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
      const uri = uriOf(file, node.value);
      const other = uri === null ? null : otherFile(file, uri);
      if (other) add(other);
      else isWhole = false;
    }
  };
  add(start);
  for (const layer of layersOf(start)) add(layer);
  const { including, extending } = takersWhileTyping(start);
  for (const layer of including.flatMap(layersOf)) add(layer);
  // Which files are laid over each other is otherwise said on the command line.
  if (!(namedTogether(start)?.isWhole ?? !isLaidOver(start)) || including.length + extending.length > 0)
    isWhole = false;
  return { files: [...found.values()], isWhole };
}

interface Takers {
  readonly including: readonly ComposeFile[];
  readonly extending: readonly ComposeFile[];
}
const NO_TAKERS: Takers = { including: [], extending: [] };

/** The files nearby that take in a file, or services of it: what it lacks may stand there, and they name what it names. */
export const takersOf = (file: ComposeFile): Takers => takersAmong(around(file.document.uri, file.files), file);

/** Those that are asked for at every key: what Docker Compose opens by itself is a part only of the folder above. */
function takersWhileTyping(file: ComposeFile): Takers {
  const { document, files } = file;
  const known = takers.get(files.epoch) ?? new Map<string, Takers>();
  takers.set(files.epoch, known);
  const before = known.get(document.uri);
  if (before) return before;
  const standsAlone = BASE_NAMES.includes(nameOf(document.uri));
  const found = standsAlone ? takersAmong(inFolder("..", document.uri), file) : takersOf(file);
  const counted = standsAlone ? { ...NO_TAKERS, including: found.including } : found;
  known.set(document.uri, counted);
  return counted;
}

/** Folders are not looked through at every key. */
const takers = new WeakMap<object, Map<string, Takers>>();

function takersAmong(candidates: readonly string[], { document: { uri }, files }: ComposeFile): Takers {
  const named = candidates.filter((it) => it !== uri && files.read(it)?.includes(nameOf(uri)));
  const found = named.map((it) => fileAt(it, files)).filter((it) => it !== null);
  const isMeant = (other: ComposeFile, node: ScalarNode | null): boolean =>
    node !== null && uriOf(other, node.value) === uri;
  return {
    including: found.filter((other) => includedPaths(other).some((it) => isMeant(other, it))),
    extending: found.filter((other) =>
      other.services.some(({ body }) => isMeant(other, other.scalar(body, "extends", "file"))),
    ),
  };
}

/** The compose files in its folder and in the one above, and those that Docker Compose opens by itself in the folders below. */
function around(uri: string, files: Files): string[] {
  const here = entries(".", uri, files);
  const named = (folder: string, all: readonly FolderEntry[]): string[] =>
    all.flatMap(({ name, isFolder }) =>
      !isFolder && NAMED_ALIKE.test(name) ? (resolvePath(uri, `${folder}/${name}`) ?? []) : [],
    );
  const below = here.filter((it) => it.isFolder).slice(0, MOST_FOLDERS);
  return [
    ...named(".", here),
    ...named("..", entries("..", uri, files)),
    ...below.flatMap((it) => inFolder(it.name, uri)),
  ];
}

function entries(folder: string, uri: string, files: Files): readonly FolderEntry[] {
  const found = resolvePath(uri, folder);
  return (found !== null && files.list(found)) || [];
}

const inFolder = (folder: string, uri: string): string[] =>
  BASE_NAMES.flatMap((name) => resolvePath(uri, `${folder}/${name}`) ?? []);

/** What editors take for a compose file by its name. */
const NAMED_ALIKE = /^(?:docker-)?compose.*\.ya?ml$/i;
const MOST_FOLDERS = 100;

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

/** Asked for every name of large files at every key. */
export function hasEntry(files: readonly ComposeFile[], section: SectionName, name: string): boolean {
  for (const it of files) if (it.entry(section, name)) return true;
  return false;
}

/** Another file of the project, or another document of this one, says something of it too: what is missing may stand there. */
export const isSaidElsewhere = (file: ComposeFile, section: SectionName, entry: Entry): boolean =>
  projectOf(file).files.some((it) => it !== file && it.entry(section, entry.name) !== null) ||
  saidTwice(file, section).has(entry.name);

const saidTwice = (file: ComposeFile, section: SectionName): ReadonlySet<string> =>
  file.derive(`said twice ${section}`, () => {
    const names = file.entries(section).map((it) => it.name);
    const once = new Set<string>();
    return new Set(names.filter((it) => once.size === once.add(it).size));
  });
