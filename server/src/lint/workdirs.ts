/** The first WORKDIR of each chain of stages: later ones are relative to it. */
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
