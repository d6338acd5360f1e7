/** Paths of a file in another folder, as they have to be written in the project's own. */
import { posix } from "node:path";
import type { SectionName } from "./compose-file.ts";
import { decoded, folderOf, resolvePath } from "./files.ts";
import { isList, isMap, isText, Replacement, type Value } from "./value.ts";

/** Gives a path as it is written in one place the form for another. */
type Move = (path: string) => string;

/** `path` of the file `home` as `start` would write it; what is not relative stays as it is. */
export function pathFrom(start: string, home: string, path: string): string {
  const uri = path.startsWith("/") ? null : resolvePath(home, path);
  if (uri === null) return path;
  const [from, to] = [folderOf(start), uri].map((it) => decoded(new URL(it).pathname));
  const relative = posix.relative(from ?? "", to ?? "");
  return relative === "" || relative.startsWith("..") ? relative || "." : `./${relative}`;
}

/** A service, config or secret with its relative paths moved. */
export function moved(section: SectionName, body: Value, move: Move): Value {
  if (body instanceof Replacement) return new Replacement(body.value && moved(section, body.value, move));
  if (section === "services") return change(body, SERVICE, move);
  return section === "configs" || section === "secrets" ? change(body, { file: whole }, move) : body;
}

type Change = (value: Value, move: Move) => Value;

function change(value: Value, changes: Readonly<Record<string, Change>>, move: Move): Value {
  if (!isMap(value)) return value;
  return new Map([...value].map(([key, it]) => [key, (changes[key] ?? same)(it, move)]));
}

const same: Change = (value) => value;
const whole: Change = (value, move) =>
  value instanceof Replacement
    ? new Replacement(value.value && whole(value.value, move))
    : isText(value) && value.text !== ""
      ? { ...value, text: move(value.text) }
      : value;

const each =
  (inner: Change): Change =>
  (value, move) =>
    value instanceof Replacement
      ? new Replacement(value.value && each(inner)(value.value, move))
      : isList(value)
        ? value.map((it) => inner(it, move))
        : value;

const files: Change = (value, move) => (isList(value) ? each(file)(value, move) : file(value, move));
const file: Change = (value, move) => (isMap(value) ? change(value, { path: whole }, move) : whole(value, move));

const mount: Change = (value, move) => {
  if (isText(value)) return { ...value, text: value.text.replace(/^\.{1,2}(?=[/\\:]|$)[^:]*/, (it) => move(it)) };
  const type = isMap(value) ? value.get("type") : undefined;
  return isText(type) && type.text === "bind" ? change(value, { source: whole }, move) : value;
};

/** `name=path` of a list, and the values of a mapping. */
const contexts: Change = (value, move) => {
  if (isMap(value)) return new Map([...value].map(([name, it]) => [name, whole(it, move)]));
  return each((it) =>
    isText(it) ? { ...it, text: it.text.replace(/^([^=]+=)(.+)$/s, (_, name, path) => name + move(path)) } : it,
  )(value, move);
};

const build: Change = (value, move) =>
  isMap(value) ? change(value, { context: whole, additional_contexts: contexts }, move) : whole(value, move);

const SERVICE: Readonly<Record<string, Change>> = {
  build,
  env_file: files,
  label_file: files,
  volumes: each(mount),
  develop: (value, move) => change(value, { watch: each((it, inner) => change(it, { path: whole }, inner)) }, move),
  extends: (value, move) => change(value, { file: whole }, move),
};
