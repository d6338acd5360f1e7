/** Variables that a RUN may have the version of a package in. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import { chainOf } from "../dockerfile/stages.ts";

/** Each RUN (also inside ONBUILD) with a test of names: an ENV of its stages, or any ARG of the file. */
export function* runsWithVariables(
  file: Dockerfile,
): Generator<{ run: Instruction; isKnown: (name: string) => boolean }> {
  const args = new Set<string>();
  for (const it of file.all("ARG")) for (const pair of it.pairs) args.add(pair.name.text);
  const outside = new Set<string>();
  addEnv(file.stages.before, outside);
  const isOutside = (name: string): boolean => args.has(name) || outside.has(name);
  for (const it of file.stages.before) {
    const run = it.trigger ?? it;
    if (run.keyword === "RUN") yield { run, isKnown: isOutside };
  }
  for (const stage of file.stages.list) {
    const env = new Set<string>();
    for (const { instructions } of chainOf(stage)) addEnv(instructions, env);
    const isKnown = (name: string): boolean => args.has(name) || env.has(name);
    for (const it of stage.instructions) {
      const run = it.trigger ?? it;
      if (run.keyword === "RUN") yield { run, isKnown };
    }
  }
}

function addEnv(instructions: readonly Instruction[], into: Set<string>): void {
  for (const it of instructions) if (it.keyword === "ENV") for (const pair of it.pairs) into.add(pair.name.text);
}
