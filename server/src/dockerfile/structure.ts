/** The shape of a Dockerfile: its outline, what can be folded, what grows with the selection. */
import type { DocumentSymbol, FoldingRange, SelectionRange, SymbolKind } from "vscode-languageserver-types";
import { KeptWith } from "../text/once.ts";
import { contains, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction } from "./instruction.ts";
import type { Stage } from "./stages.ts";

const KINDS = { stage: 5, instruction: 12, directive: 7, argument: 13 } as const satisfies Record<string, SymbolKind>;

/** Characters of the arguments. */
const LONGEST_NAME = 100;

/** Stages with their instructions below them. */
export function documentSymbols(file: Dockerfile): DocumentSymbol[] {
  const { before, list } = file.stages;
  const directives = file.directives.map((it) =>
    symbol(file, file.text.slice(it.nameSpan.start, it.nameSpan.end), it.value, KINDS.directive, it.span, it.nameSpan),
  );
  return [...directives, ...before.map((it) => instruction(file, it)), ...list.map((it) => stageSymbol(file, it))];
}

/** The symbol of the stage that starts with a FROM: it holds while the stage has the same instructions at the same place. */
const knownStages = new KeptWith<
  Instruction,
  { readonly instructions: Stage["instructions"]; readonly symbol: DocumentSymbol }
>();

function stageSymbol(file: Dockerfile, stage: Stage): DocumentSymbol {
  const { from, instructions } = stage;
  const known = knownStages.get(from);
  const { line, character } = file.document.positionAt(from.start);
  const { start } = known?.symbol.range ?? {};
  if (known?.instructions === instructions && start?.line === line && start.character === character)
    return known.symbol;
  const span = { start: from.start, end: (instructions.at(-1) ?? from).end };
  const of = symbol(file, inOneLine(from), "", KINDS.stage, span, from.name);
  // Frozen: nobody may change it, and its JSON is written once.
  const made = Object.freeze({ ...of, children: instructions.map((it) => instruction(file, it)) });
  knownStages.set(from, { instructions, symbol: made });
  return made;
}

/** What can be looked for in all files: named stages and the ARGs of a build. */
export function namedSymbols(file: Dockerfile): DocumentSymbol[] {
  const stages = file.stages.list.flatMap((stage) =>
    stage.name ? [symbol(file, stage.name.text, stage.image?.text ?? "", KINDS.stage, stage.name, stage.name)] : [],
  );
  const args = [...file.all("ARG")].flatMap(({ pairs }) =>
    pairs.map(({ name, value, word }) => symbol(file, name.text, value?.text ?? "", KINDS.argument, word, name)),
  );
  return [...stages, ...args];
}

function instruction(file: Dockerfile, it: Instruction): DocumentSymbol {
  const of = symbol(file, inOneLine(it), "", KINDS.instruction, it, it.name);
  return it.trigger ? { ...of, children: [instruction(file, it.trigger)] } : of;
}

/** Its name, as editors look for symbols, and show the path to the cursor, by their names alone. */
const inOneLine = ({ name, args }: Instruction): string =>
  `${name.text} ${args.text.slice(0, LONGEST_NAME).replace(/\s+/g, " ")}`.trimEnd();

const symbol = (
  file: Dockerfile,
  name: string,
  detail: string,
  kind: SymbolKind,
  span: Span,
  name_: Span,
): DocumentSymbol => ({
  name: name || "?",
  detail,
  kind,
  range: file.rangeOf(span),
  selectionRange: file.rangeOf(name_),
});

/** Stages, instructions of several lines, heredocs and blocks of comments. */
export function foldingRanges(file: Dockerfile): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (span: Span, kind?: string): void => {
    const { start, end } = file.rangeOf(span);
    if (end.line <= start.line) return;
    ranges.push({
      startLine: start.line,
      startCharacter: file.document.positionAt(lineEnd(file.text, span.start)).character,
      endLine: end.line,
      endCharacter: end.character,
      ...(kind && { kind }),
    });
  };
  for (const { from, instructions } of file.stages.list) {
    const last = instructions.at(-1);
    if (last && file.stages.list.length > 1) add({ start: from.start, end: last.end }, "region");
  }
  for (const it of file.instructions) {
    add(it);
    for (const heredoc of it.heredocs)
      add({ start: heredoc.body.start, end: heredoc.terminator?.end ?? heredoc.body.end });
  }
  for (const block of commentBlocks(file)) add(block, "comment");
  return ranges;
}

/** Comments in lines that follow each other. */
function commentBlocks(file: Dockerfile): Span[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { start, end } of [...file.directives.map((it) => it.span), ...file.comments]) {
    const last = blocks.at(-1);
    const gap = last ? file.text.slice(last.end, Math.min(start, last.end + 200)) : "";
    if (last && start - last.end < 200 && /^[ \t]*(?:\r\n|\r|\n)[ \t]*$/.test(gap)) last.end = end;
    else blocks.push({ start, end });
  }
  return blocks;
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from, from + 10_000).search(/[\r\n]/);
  return end < 0 ? Math.min(text.length, from + 10_000) : from + end;
}

/** The word, the arguments, the instruction, the stage, the file. */
export function selectionRange(file: Dockerfile, offset: number): SelectionRange {
  const spans: Span[] = [{ start: 0, end: file.text.length }];
  const it = file.instructionAt(offset);
  const stage = it && file.stages.list.findLast((of) => of.from.start <= it.start);
  if (stage) spans.push({ start: stage.from.start, end: (stage.instructions.at(-1) ?? stage.from).end });
  for (let of: Instruction | null = it; of; of = of.trigger) {
    if (!contains(of, offset)) break;
    spans.push(of);
    if (contains(of.name, offset)) spans.push(of.name);
    if (!contains(of.args, offset)) continue;
    spans.push(of.args);
    const word =
      of.args.to - of.args.from < 100_000 ? of.words.find((candidate) => contains(candidate, offset)) : undefined;
    if (word && !of.trigger) spans.push(word);
  }
  const [whole, ...inner] = spans;
  let range: SelectionRange = { range: file.rangeOf(whole ?? { start: 0, end: 0 }) };
  for (const span of inner) range = { range: file.rangeOf(span), parent: range };
  return range;
}
