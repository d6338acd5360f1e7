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
    const values = new Map<string, string>();
    for (const it of stage.instructions) {
      const value = (text: string): string => expand(text, it.escape, (name) => values.get(name) ?? null);
      if (it.keyword === "ENV" || it.keyword === "ARG") {
        for (const pair of it.pairs) if (pair.value) values.set(pair.name.text, value(pair.value.text));
      }
      if (it.keyword !== "WORKDIR" || it.words.length === 0) continue;
      withWorkdir.add(stage);
      const isUnknown = it.variables.some((of) => !values.has(of.name));
      // The backslash of `C:\\` would be lost where it is the escape character.
      const isDrive = /^["']?[A-Za-z]:[\\/]/.test(it.args.text);
      found.push({ first: it, path: isDrive || isUnknown ? "/" : value(it.args.text) });
      break;
    }
  }
  return found;
}

/** Also when a variable comes first whose value only the builder knows. */
export const isAbsolute = (path: string): boolean => /^(?:[/\\$]|[A-Za-z]:[\\/$])/.test(path);
