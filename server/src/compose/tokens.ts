/** Semantic tokens: names, references and variables, which no grammar can tell from other texts. */
import type { ComposeFile } from "./compose-file.ts";
import { variablesIn } from "./interpolation.ts";
import { occurrencesOf, type SymbolKind } from "./references.ts";
import { interpolationsOf } from "./variables.ts";

const TYPES: Readonly<Record<SymbolKind, number>> = {
  services: 0,
  networks: 1,
  volumes: 1,
  secrets: 1,
  configs: 1,
  models: 1,
  anchors: 3,
  profiles: 4,
};
const VARIABLE = 2;

/** Five numbers per token, as LSP wants them. */
export function semanticTokens(file: ComposeFile): number[] {
  const tokens: { start: number; end: number; type: number; modifiers: number }[] = [];
  for (const { span, kind, isDefinition } of occurrencesOf(file)) {
    tokens.push({ start: span.start, end: span.end, type: TYPES[kind], modifiers: isDefinition ? 1 : 0 });
  }
  for (const { node, parts } of interpolationsOf(file)) {
    for (const { name, nameFrom } of variablesIn(parts)) {
      const { start, end } = node.part(nameFrom, nameFrom + name.length);
      if (end - start === name.length) tokens.push({ start, end, type: VARIABLE, modifiers: 0 });
    }
  }
  tokens.sort((a, b) => a.start - b.start || b.end - a.end);
  const data: number[] = [];
  let last = { line: 0, character: 0 };
  let lastEnd = -1;
  for (const { start, end, type, modifiers } of tokens) {
    if (start < lastEnd || end <= start) continue; // Tokens may not overlap.
    const at = file.document.positionAt(start);
    if (file.document.positionAt(end).line !== at.line) continue;
    const sameLine = at.line === last.line;
    data.push(
      at.line - last.line,
      sameLine ? at.character - last.character : at.character,
      end - start,
      type,
      modifiers,
    );
    last = at;
    lastEnd = end;
  }
  return data;
}
