/** The stage, variable or heredoc under the cursor, with every place where it is named. */
import { contains, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { fromsOf } from "./froms.ts";
import type { Instruction, Word } from "./instruction.ts";
import { stageReferences } from "./references.ts";
import type { Stage } from "./stages.ts";
import { findVariables } from "./variables.ts";

export interface Occurrence {
  readonly span: Span;
  readonly isDefinition: boolean;
}

export interface NamedThing {
  readonly kind: "stage" | "variable" | "heredoc";
  readonly name: string;
  /** In the order of the document. */
  readonly occurrences: readonly Occurrence[];
  /** The one the cursor is on. */
  readonly at: Span;
  /** Where it gets its meaning, as seen from the cursor. */
  readonly definition: Span | null;
}

export function thingAt(file: Dockerfile, offset: number): NamedThing | null {
  const instruction = file.instructionAt(offset);
  if (!instruction) return null;
  const inner = innermost(instruction, offset);
  return heredocAt(inner, offset) ?? stageAt(file, inner, offset) ?? variableAt(file, instruction, offset);
}

const innermost = (it: Instruction, offset: number): Instruction =>
  it.trigger && offset >= it.trigger.start ? innermost(it.trigger, offset) : it;

function heredocAt(it: Instruction, offset: number): NamedThing | null {
  for (const { name, nameWord, terminator } of it.heredocs) {
    const spans = [nameWord, ...(terminator ? [terminator] : [])];
    const at = spans.find((span) => contains(span, offset));
    if (!at) continue;
    const occurrences = spans.map((span) => ({ span, isDefinition: span === nameWord }));
    return { kind: "heredoc", name, occurrences, at, definition: nameWord };
  }
  return null;
}

function stageAt(file: Dockerfile, it: Instruction, offset: number): NamedThing | null {
  const word = stageWordsIn(it).find((of) => contains(of, offset));
  if (!word) return null;
  const stages = file.stages;
  const name = word.text.toLowerCase();
  if (/^\d+$/.test(name) && it.keyword !== "FROM") {
    const stage = stages.list[Number(name)];
    const definition = stage ? (stage.name ?? stage.image) : null;
    return definition && { kind: "stage", name, occurrences: [], at: word, definition };
  }
  const places = stageReferences(file).get(name);
  if (!places?.includes(word) && !places?.some((of) => of.start === word.start)) return null;
  const definitions = stages.list.flatMap((stage) => (stage.name?.text.toLowerCase() === name ? [stage.name] : []));
  const starts = new Set(definitions.map((of) => of.start));
  const occurrences = places.map((span) => ({ span, isDefinition: starts.has(span.start) }));
  const definition = starts.has(word.start)
    ? word
    : (definitions.findLast((of) => of.start < word.start) ?? definitions[0] ?? null);
  return { kind: "stage", name, occurrences, at: word, definition };
}

function stageWordsIn(it: Instruction): readonly Word[] {
  if (it.keyword === "FROM") {
    const [image, as, name] = it.words;
    return [image, as?.text.toUpperCase() === "AS" ? name : undefined].filter((word) => word !== undefined);
  }
  return fromsOf(it);
}

function variableAt(file: Dockerfile, it: Instruction, offset: number): NamedThing | null {
  const here = namesIn(it);
  const at = here.find((of) => contains(of.span, offset));
  if (!at) return null;
  const occurrences = scopeOf(file, it).flatMap((of) => namesIn(of).filter(({ name }) => name === at.name));
  // The first declaration: that is where its documentation is.
  const first = occurrences.find((of) => of.isDefinition);
  const definition = first ?? inheritedDefinition(file, it, at.name);
  return { kind: "variable", name: at.name, occurrences, at: at.span, definition: definition?.span ?? null };
}

/** The instructions that share their variables: those of a stage, or what stands before the first FROM and all FROMs. */
export function scopeOf(file: Dockerfile, it: Instruction): readonly Instruction[] {
  const { before, list } = file.stages;
  const stage = stageOf(file, it);
  if (it.keyword === "FROM" || !stage) {
    const args = list.length > 0 ? before.filter((of) => of.keyword === "ARG" || of === it) : before;
    if (list.length > 0 && it.keyword !== "ARG" && it.keyword !== "FROM") return [it];
    return [...args, ...list.map((of) => of.from)];
  }
  return stage.instructions;
}

export function stageOf(file: Dockerfile, it: Instruction): Stage | null {
  const { list } = file.stages;
  let low = -1;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list[middle]?.from.start ?? 0) <= it.start) low = middle;
    else high = middle - 1;
  }
  return list[low] ?? null;
}

function inheritedDefinition(file: Dockerfile, it: Instruction, name: string): Occurrence | null {
  if (it.keyword === "FROM") return null;
  const stage = stageOf(file, it);
  const inherited = stage?.base ? definitionIn(stage.base, name) : null;
  return inherited ?? null;
}

/** The last ENV of a stage, or of one it is built on, that sets the name. */
function definitionIn(stage: Stage, name: string): Occurrence | null {
  for (let it: Stage | null = stage; it; it = it.base) {
    for (const of of it.instructions.toReversed()) {
      if (of.keyword !== "ENV") continue;
      const pair = of.pairs.findLast((candidate) => candidate.name.text === name);
      if (pair) return { span: pair.name, isDefinition: true };
    }
  }
  return null;
}

interface Named extends Occurrence {
  readonly name: string;
}

/** A shell looks into single quotes only to pass them on: `sh -c '$var'`. */
const SHELL_TEXT: ReadonlySet<string> = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD"]);

function namesIn(it: Instruction): Named[] {
  const names: Named[] = [];
  const of = it.trigger ?? it;
  if (of.keyword === "ARG" || of.keyword === "ENV") {
    for (const { name } of of.pairs)
      if (name.to > name.from) names.push({ name: name.text, span: name, isDefinition: true });
  }
  if (SHELL_TEXT.has(it.keyword)) {
    const { text } = it.logical;
    if (!text.includes("$")) return names;
    for (const found of findVariables(text, it.name.to, text.length, it.escape, "plain quotes")) {
      const span = it.word({ start: found.nameStart, end: found.nameEnd });
      names.push({ name: span.text, span, isDefinition: false });
    }
    return names;
  }
  for (const { name, nameSpan } of it.variables) names.push({ name, span: nameSpan, isDefinition: false });
  return names.sort((a, b) => a.span.start - b.span.start);
}
