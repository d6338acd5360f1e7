/** The values that variables have at a point, as far as the file says. */
import type { Dockerfile } from "./dockerfile.ts";
import { expand } from "./expand.ts";
import type { Instruction, Pair } from "./instruction.ts";
import { globalLookup } from "./scopes.ts";
import { chainOf } from "./stages.ts";
import { stageOf } from "./symbols-at.ts";

export interface Value {
  readonly name: string;
  /** Null when it is declared without a default. */
  readonly text: string | null;
  readonly instruction: Instruction;
}

/** The variables that are set before `it`, or by it when `including`, innermost last; ENV wins over ARG. */
export function valuesAt(file: Dockerfile, it: Instruction, including = false): ReadonlyMap<string, Value> {
  const args = new Map<string, Value>();
  const env = new Map<string, Value>();
  const globals = globalLookup(file.stages);
  const lookup = (name: string): string | null => (env.get(name) ?? args.get(name))?.text ?? null;
  const set = (of: Instruction, { name, value }: Pair): void => {
    const key = name.unquoted;
    const text = value ? expand(value.text, of.escape, lookup) : of.keyword === "ARG" ? globals(key) : "";
    (of.keyword === "ENV" ? env : args).set(key, { name: key, text, instruction: of });
  };
  const stage = stageOf(file, it);
  const inherited = stage && it.keyword !== "FROM" ? chainOf(stage).slice(1).reverse() : [];
  for (const base of inherited)
    for (const of of base.instructions) if (of.keyword === "ENV") for (const pair of of.pairs) set(of, pair);
  const own = stage && it.keyword !== "FROM" ? stage.instructions : file.stages.before;
  for (const of of own) {
    const isLater = of.start > it.start || (!including && of.start === it.start);
    if (isLater) break;
    const inner = of.trigger ?? of;
    if (inner.keyword === "ARG" || inner.keyword === "ENV") for (const pair of inner.pairs) set(inner, pair);
  }
  return new Map([...args, ...env]);
}
