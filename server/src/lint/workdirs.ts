/** The first WORKDIR of each chain of stages, and what later ones are relative to. */
import { posix } from "node:path";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import { expand } from "../dockerfile/expand.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import type { Stage } from "../dockerfile/stages.ts";

export interface FirstWorkdir {
  readonly first: Instruction;
  /** With the variables that this stage sets filled in. */
  readonly path: string;
}

export function firstWorkdirs(file: Dockerfile): FirstWorkdir[] {
  const found: FirstWorkdir[] = [];
  const withWorkdir = new Set<Stage>();
  for (const stage of file.stages.list) {
    if (stage.base && withWorkdir.has(stage.base)) withWorkdir.add(stage);
    if (withWorkdir.has(stage)) continue;
    const it = stage.instructions.find((of) => of.keyword === "WORKDIR" && of.args.to > of.args.from);
    if (!it) continue;
    withWorkdir.add(stage);
    // The backslash of `C:\\` would be lost where it is the escape character.
    const isDrive = /^["']?[A-Za-z]:[\\/]/.test(it.args.text);
    found.push({ first: it, path: isDrive ? "/" : pathOf(it, stage) });
  }
  return found;
}

/** The absolute folder that each WORKDIR starts from, where nothing but the file decides it and it needs no quotes. */
export function foldersBefore(file: Dockerfile): ReadonlyMap<Instruction, string> {
  const found = new Map<Instruction, string>();
  const last = new Map<Stage, string>();
  for (const stage of file.stages.list) {
    // What a build can set otherwise is no value to count on.
    const values = new Map<string, string>();
    let folder = (stage.base && last.get(stage.base)) ?? "";
    for (const it of stage.instructions) {
      if (it.keyword === "ARG") for (const { name } of it.pairs) values.delete(name.text);
      if (it.keyword === "ENV")
        for (const { name, value } of it.pairs) setPlain(values, name.text, value?.unquoted ?? "");
      if (it.keyword !== "WORKDIR") continue;
      if (folder !== "") found.set(it, folder);
      const isKnown = it.variables.every((of) => values.has(of.name));
      const path = isKnown ? expand(it.args.text, it.escape, (name) => values.get(name) ?? null) : "$";
      const next = path.startsWith("/") ? path : folder === "" ? "" : posix.join(folder, path);
      folder = PLAIN.test(next) ? posix.normalize(next) : "";
    }
    last.set(stage, folder);
  }
  return found;
}

const PLAIN = /^[\w/.@+-]*$/;

function setPlain(values: Map<string, string>, name: string, value: string): void {
  if (PLAIN.test(value)) values.set(name, value);
  else values.delete(name);
}

/** The path as an absolute one, still with its variables; null where only a build knows the folder, or `..` would leave a variable. */
export function absolutePath(path: string, folder: string | undefined): string | null {
  if (folder === undefined || /["'\\`]/.test(path)) return null;
  if (!path.includes("$")) return posix.join(folder, path);
  return path.includes("..") ? null : `${folder.replace(/\/$/, "")}/${path.replace(/^\.\//, "")}`;
}

/** With the values that the stage has set so far; `$` when they are not known. */
function pathOf(workdir: Instruction, stage: Stage): string {
  if (workdir.variables.length === 0) return expand(workdir.args.text, workdir.escape, () => null);
  const values = new Map<string, string>();
  const lookup = (name: string): string | null => values.get(name) ?? null;
  for (const it of stage.instructions) {
    if (it === workdir) break;
    if (it.keyword !== "ENV" && it.keyword !== "ARG") continue;
    for (const { name, value } of it.pairs) if (value) values.set(name.text, expand(value.text, it.escape, lookup));
  }
  if (workdir.variables.some((of) => !values.has(of.name))) return "$";
  return expand(workdir.args.text, workdir.escape, lookup);
}

/** Also when a variable comes first whose value only the builder knows. */
export const isAbsolute = (path: string): boolean => /^(?:[/\\$]|[A-Za-z]:[\\/$])/.test(path);
