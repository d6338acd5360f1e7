/** The tree of one version of a Dockerfile, read by every feature and every rule. */
import { rangeOf, type TextDocument } from "../text/document.ts";
import { contains, lastBefore, type Span } from "../text/span.ts";
import { type Begun, begunDirective, type Directive } from "./directives.ts";
import type { Instruction, Source } from "./instruction.ts";
import type { Escape } from "./scan.ts";
import { chainOf, type Kept, readStages, type Stage, StageList, type Stages } from "./stages.ts";

/** What a change to the tree's text must know of it; handed from tree to tree. */
export interface TreeState {
  readonly source: Source;
  readonly directives: readonly Directive[];
  readonly headEnd: number;
  readonly escape: Escape;
  readonly instructions: Instruction[];
  /** Invariant: sorted by offset, apart from each other. Also those between continued lines. */
  readonly comments: Span[];
}

/** What the linter needs to check again only what a change can have altered. */
export interface Memory {
  /** Owned by lint/dockerfile.ts. */
  lint: unknown;
  /** The changes since `lint` was written, in order. */
  changes: readonly Change[];
  /** The keywords of all instructions that came or went with them, also inside ONBUILD; COMMENT where comments did. */
  changed: ReadonlySet<string>;
}

/** Stands among keywords for comments. */
export const COMMENT = "#";

/** One or more edits as one: `start` to `oldEnd` of the old text became `start` to `newEnd` of the new. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What only some instructions of a file are looked at with; the stages it gave are used again for the next version. */
export interface Narrowing {
  /** Gives the same list for the same list. */
  readonly choose: (instructions: readonly Instruction[]) => readonly Instruction[];
  last: { readonly whole: readonly Stage[]; readonly narrowed: readonly Stage[] };
}

const NOTHING: Memory = { lint: null, changes: [], changed: new Set() };

export class Dockerfile {
  readonly document: TextDocument;
  /** For `update` in parse.ts. */
  readonly state: TreeState;
  /** Null until they are asked for in a file of which only some are looked at. */
  #instructions: readonly Instruction[] | null;
  #stages: Stages | null = null;
  #kept: Kept | null;
  /** Handed from tree to tree. */
  readonly memory: Memory;

  constructor(document: TextDocument, state: TreeState, memory: Memory = { ...NOTHING }, kept: Kept | null = null) {
    this.document = document;
    this.state = state;
    this.#instructions = state.instructions;
    this.memory = memory;
    this.#kept = kept;
  }

  get text(): string {
    return this.state.source.text;
  }
  get escape(): Escape {
    return this.state.escape;
  }
  get directives(): readonly Directive[] {
    return this.state.directives;
  }
  get instructions(): readonly Instruction[] {
    if (this.#instructions) return this.#instructions;
    const { before, list } = this.stages;
    const instructions = [...before];
    for (const { from, instructions: more } of list) {
      instructions.push(from);
      for (const it of more) instructions.push(it);
    }
    this.#instructions = instructions;
    return instructions;
  }
  /** In order; parser directives are not among them. */
  get comments(): readonly Span[] {
    return this.state.comments;
  }
  get stages(): Stages {
    if (!this.#stages) {
      this.#stages = readStages(this.instructions, this.#kept);
      this.#kept = null;
    }
    return this.#stages;
  }

  /** The stages when they were asked for already. */
  get stagesIfRead(): Stages | null {
    return this.#stages;
  }

  /** As if a stage, those that it is built on and what stands before the first FROM were the whole file. */
  excerpt(stage: Stage): Dockerfile {
    const { stages } = this;
    const { before, list } = stages;
    const chain = chainOf(stage).reverse();
    const instructions = [...before];
    for (const it of chain) instructions.push(it.from, ...it.instructions);
    const firstComment = lastBefore(this.comments, stage.from.start) + 1;
    const next = list[stage.index + 1]?.from.start ?? this.text.length + 1;
    const comments = this.comments.slice(firstComment, lastBefore(this.comments, next) + 1);
    const excerpt = new Dockerfile(this.document, { ...this.state, instructions, comments });
    excerpt.#stages = new StageList(before, chain, () => stages.byName);
    return excerpt;
  }

  /** The file with only some of the instructions of each stage, and of those before the first. */
  narrowed(how: Narrowing): Dockerfile {
    const { choose, last } = how;
    const all = this.stages;
    const stages: Stage[] = [];
    for (const stage of all.list) {
      const index = stages.length;
      const same = last.whole[index] === stage ? last.narrowed[index] : undefined;
      // A stage is built on one above it.
      const base = stage.base && (stages[stage.base.index] ?? null);
      stages.push(same ?? { ...stage, base, instructions: choose(stage.instructions) });
    }
    how.last = { whole: all.list, narrowed: stages };
    const narrowed = new Dockerfile(this.document, this.state);
    narrowed.#instructions = null;
    // Each has its like.
    const namesOf = (): Stages["byName"] =>
      new Map([...all.byName].map(([name, { index }]) => [name, stages[index] as Stage]));
    narrowed.#stages = new StageList(choose(all.before), stages, namesOf);
    return narrowed;
  }

  /** The instruction that `offset` is in or at the end of. */
  instructionAt(offset: number): Instruction | null {
    const it = this.instructions[lastBefore(this.instructions, offset + 1)];
    return it && offset <= it.end ? it : null;
  }
  /** The first instruction that starts at or after `offset`. */
  instructionAfter(offset: number): Instruction | null {
    return this.instructions[lastBefore(this.instructions, offset) + 1] ?? null;
  }
  /** Also one whose value is not written yet. */
  directiveAt(offset: number): Begun | null {
    const begun = begunDirective(this.text, this.state.headEnd);
    return [...this.directives, ...(begun ? [begun] : [])].find(({ span }) => contains(span, offset)) ?? null;
  }
  commentAt(offset: number): Span | null {
    const it = this.comments[lastBefore(this.comments, offset + 1)];
    return it && offset <= it.end ? it : null;
  }
  /** The last instruction that starts before `offset`. */
  instructionBefore(offset: number): Instruction | null {
    return this.instructions[lastBefore(this.instructions, offset)] ?? null;
  }
  /** Instructions with one of the keywords, also inside ONBUILD. */
  *all(...keywords: readonly string[]): Generator<Instruction> {
    for (const it of this.instructions) {
      if (keywords.includes(it.keyword)) yield it;
      else if (it.trigger && keywords.includes(it.trigger.keyword)) yield it.trigger;
    }
  }
  rangeOf(span: Span) {
    return rangeOf(this.document, span);
  }
}
