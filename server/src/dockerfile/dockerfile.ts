/** The tree of one version of a Dockerfile, read by every feature and every rule. */
import { rangeOf, type TextDocument } from "../text/document.ts";
import { lastBefore, type Span } from "../text/span.ts";
import type { Directive } from "./directives.ts";
import type { Instruction, Source } from "./instruction.ts";
import type { Escape } from "./scan.ts";
import { readStages, type Stages } from "./stages.ts";

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

export class Dockerfile {
  readonly document: TextDocument;
  /** For `update` in parse.ts. */
  readonly state: TreeState;
  #stages: Stages | null = null;

  constructor(document: TextDocument, state: TreeState) {
    this.document = document;
    this.state = state;
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
    return this.state.instructions;
  }
  /** In order; parser directives are not among them. */
  get comments(): readonly Span[] {
    return this.state.comments;
  }
  get stages(): Stages {
    this.#stages ??= readStages(this.instructions);
    return this.#stages;
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
