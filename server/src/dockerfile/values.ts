/** The values that variables have at a point, as far as the file says. */

import type { Dockerfile } from "./dockerfile.ts";
import { expand } from "./expand.ts";
import type { Instruction, Pair } from "./instruction.ts";
import { globalLookup } from "./scopes.ts";
import { chainOf, DEEPEST, type Stage, type Stages } from "./stages.ts";
import { stageOf } from "./symbols-at.ts";

export interface Value {
  readonly name: string;
  /** Null when it is declared without a default. */
  readonly text: string | null;
  /** The same for people: what only the base image or the command line can know is there by its name. */
  readonly shown: string | null;
  readonly instruction: Instruction;
}

/** The variables that are set before `it`, or by it when `including`, innermost last. */
export function valuesAt(file: Dockerfile, it: Instruction, including = false): ReadonlyMap<string, Value> {
  const stage = it.keyword === "FROM" ? null : stageOf(file, it);
  const values = stage ? inheritedBy(file.stages, stage) : new Values(file.stages);
  for (const of of stage ? stage.instructions : file.stages.before) {
    if (of.start > it.start || (!including && of.start === it.start)) break;
    values.add(of.trigger ?? of);
  }
  return values.all;
}

/** The instructions of a stage, each with the variables that are set before it; the map grows while they are gone through. */
export function* withValues(
  stages: Stages,
  stage: Stage,
): Generator<{ it: Instruction; values: ReadonlyMap<string, Value> }> {
  const values = inheritedBy(stages, stage);
  for (const of of stage.instructions) {
    const it = of.trigger ?? of;
    yield { it, values: values.all };
    values.add(it);
  }
}

/** Of the stages that a stage is built on only their ENV reaches it. */
function inheritedBy(stages: Stages, stage: Stage): Values {
  const values = new Values(stages);
  for (const base of chainOf(stage).slice(1, DEEPEST).reverse())
    for (const it of base.instructions) if (it.keyword === "ENV") values.add(it);
  return values;
}

class Values {
  readonly all = new Map<string, Value>();
  readonly #global: (name: string) => string | null;

  constructor(stages: Stages) {
    this.#global = globalLookup(stages);
  }

  add(it: Instruction): void {
    if (it.keyword === "ARG" || it.keyword === "ENV") for (const pair of it.pairs) this.#set(it, pair);
  }

  #set(instruction: Instruction, { name: { unquoted: name }, value }: Pair): void {
    const lookup = (of: string): string | null => this.all.get(of)?.text ?? null;
    const isArg = instruction.keyword === "ARG";
    const text = value ? expand(value.text, instruction.escape, lookup) : isArg ? this.#global(name) : "";
    // An ARG without a value leaves what an ENV has set.
    if (text === null && this.all.get(name)?.text) return;
    const shown = value?.text.includes("$")
      ? expand(
          value.text,
          instruction.escape,
          (of) => this.all.get(of)?.shown ?? null,
          (of) => `$${of}`,
        )
      : text;
    this.all.delete(name);
    this.all.set(name, { name, text, shown, instruction });
  }
}
