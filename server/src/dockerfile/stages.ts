/** Build stages: which instruction belongs to which, what each is built on. */
import type { Instruction, Word } from "./instruction.ts";

export interface Stage {
  readonly index: number;
  readonly from: Instruction;
  /** The image or stage it is built on. */
  readonly image: Word | null;
  /** The name behind AS. */
  readonly name: Word | null;
  /** The stage of this file it is built on. */
  readonly base: Stage | null;
  /** Without FROM. */
  readonly instructions: readonly Instruction[];
}

export interface Stages {
  /** What stands before the first FROM. */
  readonly before: readonly Instruction[];
  readonly list: readonly Stage[];
  /** The last stage of a name, in lower case, among all. */
  readonly byName: ReadonlyMap<string, Stage>;
}

/** What belongs together: each stage and, of a file that does not start with FROM, what stands before. */
export interface Part {
  readonly image: Word | null;
  readonly name: Word | null;
  readonly instructions: readonly Instruction[];
}

export const partsOf = ({ before, list }: Stages): readonly Part[] =>
  before.length > 0 ? [{ image: null, name: null, instructions: before }, ...list] : list;

export function readStages(instructions: readonly Instruction[]): Stages {
  const before: Instruction[] = [];
  const list: (Stage & { readonly instructions: Instruction[] })[] = [];
  const byName = new Map<string, Stage>();
  for (const it of instructions) {
    if (it.keyword !== "FROM") {
      (list.at(-1)?.instructions ?? before).push(it);
      continue;
    }
    const [image = null, as = null, name = null] = it.words;
    const isNamed = as?.text.toUpperCase() === "AS";
    // Looked up before its own name is entered: a stage cannot be built on itself, so there are no cycles.
    const base = image ? (byName.get(image.text.toLowerCase()) ?? null) : null;
    const stage = { index: list.length, from: it, image, name: isNamed ? name : null, base, instructions: [] };
    list.push(stage);
    if (stage.name) byName.set(stage.name.text.toLowerCase(), stage);
  }
  return { before, list, byName };
}
