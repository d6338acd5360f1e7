/** The stage, variable or heredoc under the cursor, with every place where it is named. */
import { contains, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { fromsOf } from "./froms.ts";
import type { Heredoc, Instruction, Word } from "./instruction.ts";
import { stageReferences } from "./references.ts";
import { heredocScript } from "./script.ts";
import type { Stage } from "./stages.ts";
import { findVariables } from "./variables.ts";

export interface Occurrence {
  readonly span: Span;
  readonly isDefinition: boolean;
  /** A stage by its number. */
  readonly isNumber?: boolean;
}

export interface NamedThing {
  readonly kind: "stage" | "variable" | "heredoc";
  /** Of a stage in lower case; empty when it has none. */
  readonly name: string;
  /** In the order of the document; worked out when they are asked for. */
  readonly occurrences: () => readonly Occurrence[];
  /** The one the cursor is on. */
  readonly at: Span;
  /** The cursor is where it gets its name. */
  readonly isDefinition: boolean;
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
    const occurrences = (): Occurrence[] => spans.map((span) => ({ span, isDefinition: span === nameWord }));
    return { kind: "heredoc", name, occurrences, at, isDefinition: at === nameWord, definition: nameWord };
  }
  return null;
}

function stageAt(file: Dockerfile, it: Instruction, offset: number): NamedThing | null {
  const word = stageWordsIn(it).find((of) => contains(of, offset));
  if (!word) return null;
  const stages = file.stages;
  const text = word.text.toLowerCase();
  const isNumber = /^\d+$/.test(text) && it.keyword !== "FROM";
  const numbered = isNumber ? stages.list[Number(text)] : null;
  if (isNumber && !numbered) return null;
  const name = numbered ? (numbered.name?.text.toLowerCase() ?? "") : text;
  const places = name === "" ? [] : (stageReferences(file).get(name) ?? []);
  if (!isNumber && !places.some((of) => of.start === word.start)) return null;
  const definitions = stages.list.flatMap((of) => (of.name?.text.toLowerCase() === name ? [of.name] : []));
  const starts = new Set(definitions.map((of) => of.start));
  const isDefinition = starts.has(word.start);
  const nearest = definitions.findLast((of) => of.start < word.start) ?? definitions[0] ?? null;
  const definition = isDefinition ? word : numbered ? (numbered.name ?? numbered.image) : nearest;
  if (numbered && !definition) return null;
  return {
    kind: "stage",
    name,
    occurrences() {
      const named = places.map((span): Occurrence => ({ span, isDefinition: starts.has(span.start) }));
      // Of two stages with one name neither is meant by the other one's number.
      const indices = numbered
        ? [numbered.index]
        : stages.list.filter((of) => of.name?.text.toLowerCase() === name).map((of) => of.index);
      return [...named, ...numbers(file, new Set(indices.map(String)))].sort((a, b) => a.span.start - b.span.start);
    },
    at: word,
    isDefinition,
    definition,
  };
}

/** Where stages are named by their numbers. */
const numbers = (file: Dockerfile, wanted: ReadonlySet<string>): Occurrence[] =>
  [...file.all("COPY", "RUN")]
    .flatMap(stageWordsIn)
    .filter((word) => wanted.has(word.text))
    .map((span) => ({ span, isDefinition: false, isNumber: true }));

function stageWordsIn(it: Instruction): readonly Word[] {
  if (it.keyword === "FROM") {
    const [image, as, name] = it.words;
    return [image, as?.text.toUpperCase() === "AS" ? name : undefined].filter((word) => word !== undefined);
  }
  return fromsOf(it);
}

function variableAt(file: Dockerfile, it: Instruction, offset: number): NamedThing | null {
  const at = namesIn(it).find((of) => contains(of.span, offset));
  if (!at) return null;
  const { name } = at;
  // The first declaration: that is where its documentation is.
  const first = nearest(file, it)
    .flatMap(namesIn)
    .find((of) => of.isDefinition && of.name === name);
  const definition = first ?? inheritedDefinition(file, it, name);
  return {
    kind: "variable",
    name,
    occurrences: () => scopeOf(file, it, name).flatMap((of) => namesIn(of).filter((found) => found.name === name)),
    at: at.span,
    isDefinition: at.isDefinition,
    definition: definition?.span ?? null,
  };
}

/** The instructions that share their variables: those of a stage, or what stands before the first FROM and all FROMs. */
function nearest(file: Dockerfile, it: Instruction): readonly Instruction[] {
  const { before, list } = file.stages;
  const stage = stageOf(file, it);
  if (it.keyword !== "FROM" && stage) return stage.instructions;
  if (list.length > 0 && it.keyword !== "ARG" && it.keyword !== "FROM") return [it];
  const args = list.length > 0 ? before.filter((of) => of.keyword === "ARG" || of === it) : before;
  return [...args, ...list.map((of) => of.from)];
}

/**
 * Those that share the one variable: an ENV goes on into the stages that are built on its own, and an ARG without a value has
 * the one from above the first FROM.
 */
function scopeOf(file: Dockerfile, it: Instruction, name: string): readonly Instruction[] {
  const { before, list } = file.stages;
  const own = it.keyword === "FROM" ? null : stageOf(file, it);
  if (!own && list.length > 0 && it.keyword !== "ARG" && it.keyword !== "FROM") return [it];
  const sets = (of: Instruction, keyword: string): boolean =>
    (of.trigger ?? of).keyword === keyword && (of.trigger ?? of).pairs.some((pair) => pair.name.text === name);
  const isGlobal = before.some((of) => sets(of, "ARG"));
  // Each stage has the number of the group that it is in; group -1 is what stands above the first FROM.
  const groups: number[] = [];
  const exports: boolean[] = [];
  const merge = (from: number, into: number): void => {
    for (const [index, group] of groups.entries()) if (group === from) groups[index] = into;
  };
  for (const { index, base, instructions } of list) {
    const inherits = base !== null && (exports[base.index] ?? false);
    exports.push(inherits || instructions.some((of) => sets(of, "ENV")));
    groups.push(inherits ? (groups[base?.index ?? 0] ?? index) : index);
    const takesGlobal =
      isGlobal &&
      instructions.some(
        (of) => sets(of, "ARG") && (of.trigger ?? of).pairs.some((pair) => pair.name.text === name && !pair.value),
      );
    if (takesGlobal) merge(groups[index] ?? index, -1);
  }
  const wanted = own ? (groups[own.index] ?? -1) : -1;
  const above = wanted === -1 ? (list.length > 0 ? before.filter((of) => of.keyword === "ARG") : before) : [];
  const below = list.flatMap(({ from, instructions }, index) => [
    ...(wanted === -1 ? [from] : []),
    ...(groups[index] === wanted ? instructions : []),
  ]);
  return [...above, ...below];
}

/** Whether a variable of this name is declared where the one at the offset is known. */
export function isDeclared(file: Dockerfile, offset: number, name: string): boolean {
  const it = file.instructionAt(offset);
  const at = it && variableAt(file, it, offset);
  const scope = it && at ? scopeOf(file, it, at.name) : [];
  return scope.some((of) => namesIn(of).some((found) => found.isDefinition && found.name === name));
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

/** A heredoc that a shell reads as its script, or in which it fills in the variables. */
function namesInScript(run: Instruction, heredoc: Heredoc): Named[] {
  const body = run.bodyText(heredoc);
  if (!body.includes("$")) return [];
  const script = heredocScript(run);
  const interpreter = script && (script.program ?? /^#!\s*(\S.*)/.exec(body)?.[1] ?? "sh");
  if (interpreter === null ? heredoc.isQuoted : !/\b(?:ba|da|k|a|z)?sh\b/.test(interpreter)) return [];
  return findVariables(body, 0, body.length, "\\", "plain quotes").map(({ nameStart, nameEnd }) => ({
    name: body.slice(nameStart, nameEnd),
    span: { start: heredoc.body.start + nameStart, end: heredoc.body.start + nameEnd },
    isDefinition: false,
  }));
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
    if (text.includes("$")) {
      for (const found of findVariables(text, it.name.to, text.length, it.escape, "plain quotes")) {
        const span = it.word({ start: found.nameStart, end: found.nameEnd });
        names.push({ name: span.text, span, isDefinition: false });
      }
    }
    if (of.keyword === "RUN") for (const heredoc of of.heredocs) names.push(...namesInScript(of, heredoc));
    return names;
  }
  for (const { name, nameSpan } of it.variables) names.push({ name, span: nameSpan, isDefinition: false });
  return names.sort((a, b) => a.span.start - b.span.start);
}
