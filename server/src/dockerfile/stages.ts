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
  /** Without FROM. The same array as in the tree before when nothing in the stage has changed. */
  readonly instructions: readonly Instruction[];
}

export interface Stages {
  /** What stands before the first FROM; the same array as in the tree before when nothing there has changed. */
  readonly before: readonly Instruction[];
  readonly list: readonly Stage[];
  /** The last stage of a name, in lower case, among all. */
  readonly byName: ReadonlyMap<string, Stage>;
}

/** What `COPY --from` means by a text: the number of a stage or its name. */
export const stageCalled = ({ list, byName }: Stages, text: string): Stage | null =>
  (/^\d+$/.test(text) ? list[Number(text)] : byName.get(text.toLowerCase())) ?? null;

/** Nobody builds on more stages of the same file; what all of them have set would take too long to gather for each. */
export const DEEPEST = 100;

/** The stages that a stage is built on, itself first. */
export function chainOf(stage: Stage): Stage[] {
  const chain: Stage[] = [];
  for (let it: Stage | null = stage; it; it = it.base) chain.push(it);
  return chain;
}

/** The stages that something holds for, or for one that they are built on; `list` is in the order of the file. */
export function inheriting(list: readonly Stage[], holds: (stage: Stage) => boolean): ReadonlySet<Stage> {
  const found = new Set<Stage>();
  for (const stage of list) if ((stage.base && found.has(stage.base)) || holds(stage)) found.add(stage);
  return found;
}

/** The stages and all that they are built on. */
export function withBases(stages: Iterable<Stage>): ReadonlySet<Stage> {
  const found = new Set<Stage>();
  for (const stage of stages) for (let it: Stage | null = stage; it && !found.has(it); it = it.base) found.add(it);
  return found;
}

/** What belongs together: each stage and, of a file that does not start with FROM, what stands before (index -1). */
export type Part = Omit<Stage, "from">;

export const partsOf = ({ before, list }: Stages): readonly Part[] =>
  before.length > 0 ? [{ index: -1, image: null, name: null, base: null, instructions: before }, ...list] : list;

/** The instructions up to `first` and from `oldTail` on are those of an older list, there from `tail` on in the new one. */
export interface Kept {
  readonly stages: Stages;
  readonly first: number;
  readonly oldTail: number;
  readonly tail: number;
}

/** The stages of the instructions; of what is `kept` from an older list only the places are looked at. */
export function readStages(instructions: readonly Instruction[], kept: Kept | null = null): Stages {
  const isFrom = (index: number): boolean => instructions[index]?.keyword === "FROM";
  const front: Stage[] = [];
  let before: readonly Instruction[] | null = null;
  let at = 0;
  if (kept) {
    const isWhole = (end: number): boolean => end <= kept.first && (instructions[end]?.keyword ?? "FROM") === "FROM";
    if (isWhole(kept.stages.before.length)) {
      before = kept.stages.before;
      at = before.length;
      for (const stage of kept.stages.list) {
        const end = at + 1 + stage.instructions.length;
        if (!isWhole(end)) break;
        front.push(stage);
        at = end;
      }
    }
  }
  const behind = kept && stagesFrom(kept.stages, kept.oldTail);
  const stop = kept && behind ? behind.at - kept.oldTail + kept.tail : instructions.length;
  if (!before) {
    while (at < stop && !isFrom(at)) at++;
    before = instructions.slice(0, at);
  }
  const read: Stage[] = [];
  while (at < stop) {
    const from = instructions[at];
    if (!from) break;
    const start = ++at;
    while (at < stop && !isFrom(at)) at++;
    read.push({ index: -1, from, ...wordsOf(from), base: null, instructions: instructions.slice(start, at) });
  }
  const rest = behind?.stages ?? [];
  const isKept = kept && hasAlike(kept.stages.list, read, front.length, rest.length);
  return new StageList(
    before,
    isKept ? withNew(kept.stages.list, read, front.length) : inOrder([...front, ...read, ...rest]),
  );
}

/** The names are read when they are first asked for. */
export class StageList implements Stages {
  readonly before: readonly Instruction[];
  readonly list: readonly Stage[];
  readonly #readNames: () => Stages["byName"];
  #byName: Stages["byName"] | null = null;

  constructor(before: readonly Instruction[], list: readonly Stage[], readNames = () => namesOf(list)) {
    this.before = before;
    this.list = list;
    this.#readNames = readNames;
  }

  get byName(): Stages["byName"] {
    this.#byName ??= this.#readNames();
    return this.#byName;
  }
}

const namesOf = (list: readonly Stage[]): Stages["byName"] =>
  new Map(list.flatMap((it) => (it.name ? [[it.name.text.toLowerCase(), it] as const] : [])));

/** With the stage that each is built on. */
function inOrder(stages: readonly Stage[]): readonly Stage[] {
  const list: Stage[] = [];
  const byName = new Map<string, Stage>();
  for (const read of stages) {
    // Looked up before its own name is entered: a stage cannot be built on itself, so there are no cycles.
    const base = read.image ? (byName.get(read.image.text.toLowerCase()) ?? null) : null;
    const isSame = read.base === base && read.index === list.length;
    const stage = isSame ? read : { ...read, base, index: list.length };
    list.push(stage);
    if (stage.name) byName.set(stage.name.text.toLowerCase(), stage);
  }
  return list;
}

/** Between the first and the last ones of a list stand stages of the same names, on the same images. */
const hasAlike = (old: readonly Stage[], read: readonly Stage[], first: number, last: number): boolean =>
  first + read.length + last === old.length &&
  read.every(({ image, name }, i) => {
    const was = old[first + i];
    return was?.image?.text === image?.text && was?.name?.text === name?.text;
  });

/** The list with the new ones from `first` on: only these are other objects, and what is built on them. */
function withNew(old: readonly Stage[], read: readonly Stage[], first: number): readonly Stage[] {
  const list = old.slice();
  const now = new Map<Stage, Stage>();
  for (let index = first; index < old.length; index++) {
    const was = old[index];
    const isNew = index < first + read.length;
    if (!was || !(isNew || (was.base && now.has(was.base)))) continue;
    const base = (was.base && now.get(was.base)) ?? was.base;
    const stage = { ...was, ...(isNew && read[index - first]), base, index };
    now.set(was, stage);
    list[index] = stage;
  }
  return list;
}

function wordsOf(from: Instruction): Pick<Stage, "image" | "name"> {
  const [image = null, as, name = null] = from.words;
  return { image, name: as?.text.toUpperCase() === "AS" ? name : null };
}

/** The stages that start at or after an index in the list of instructions, and where the first of them does. */
function stagesFrom(
  { before, list }: Stages,
  index: number,
): { readonly stages: readonly Stage[]; readonly at: number } {
  let at = before.length;
  let i = 0;
  for (; i < list.length && at < index; i++) at += 1 + (list[i]?.instructions.length ?? 0);
  return { stages: list.slice(i), at };
}
