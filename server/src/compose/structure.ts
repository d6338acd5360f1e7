/** The shape of a file: its outline, what can be folded, what grows a selection. */
import type { DocumentSymbol, FoldingRange, Range, SelectionRange, SymbolKind } from "vscode-languageserver-types";
import { contains, type Span } from "../text/span.ts";
import { type ComposeFile, SECTIONS, type SectionName } from "./compose-file.ts";
import { includedPaths } from "./project.ts";
import type { MapNode, Pair, YamlNode } from "./yaml.ts";

const KINDS: Readonly<Record<SectionName, SymbolKind>> = {
  services: 5,
  networks: 11,
  volumes: 1,
  secrets: 20,
  configs: 13,
  models: 2,
};
const MODULE: SymbolKind = 2;
const PROPERTY: SymbolKind = 7;
const TEMPLATE: SymbolKind = 19;

/** Everything that has a name; services and the templates of `x-` keys with their main keys below them. */
export function documentSymbols(file: ComposeFile): DocumentSymbol[] {
  const symbols: DocumentSymbol[] = [];
  for (const node of includedPaths(file)) {
    const range = file.rangeOf(node);
    symbols.push({ name: node.value || "include", kind: MODULE, range, selectionRange: range });
  }
  for (const section of SECTIONS) {
    for (const pair of file.section(section).flatMap(ownPairs)) {
      const image = pair.value.kind === "map" ? file.scalar(pair.value, "image") : null;
      symbols.push({
        name: pair.name || section,
        kind: KINDS[section],
        range: file.rangeOf(trimmed(file, pair.span)),
        selectionRange: file.rangeOf(pair.key),
        ...(image && { detail: image.value }),
        children: section === "services" && pair.value.kind === "map" ? keys(file, pair.value) : [],
      });
    }
  }
  for (const pair of file.roots.flatMap((it) => (it.kind === "map" ? it.pairs : []))) {
    if (!pair.name.startsWith("x-")) continue;
    symbols.push({
      name: pair.name,
      kind: TEMPLATE,
      range: file.rangeOf(trimmed(file, pair.span)),
      selectionRange: file.rangeOf(pair.key),
      children: pair.value.kind === "map" ? keys(file, pair.value) : [],
    });
  }
  return symbols.sort((a, b) => a.range.start.line - b.range.start.line);
}

/** Without those that an alias or a merge brings in: they are elsewhere. */
const ownPairs = ({ value }: Pair): readonly Pair[] =>
  value.kind === "map" ? value.pairs.filter((it) => !it.isMerge) : [];

const keys = (file: ComposeFile, map: MapNode): DocumentSymbol[] =>
  map.pairs.map((pair) => ({
    name: pair.name || "?",
    kind: PROPERTY,
    range: file.rangeOf(trimmed(file, pair.span)),
    selectionRange: file.rangeOf(pair.key),
  }));

/** Without blank ends: the value of a block scalar reaches to the next line. */
function trimmed(file: ComposeFile, { start, end }: Span): Span {
  let at = end;
  while (at > start && /\s/.test(file.text[at - 1] ?? "")) at--;
  return { start, end: at };
}

export function foldingRanges(file: ComposeFile): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const add = (span: Span): void => {
    const { start, end } = file.rangeOf(trimmed(file, span));
    if (end.line > start.line) ranges.push({ startLine: start.line, endLine: end.line });
  };
  const visit = (node: YamlNode): void => {
    if (node.kind === "seq") {
      for (const item of node.items) {
        if (item.kind !== "scalar" && !node.isFlow) add(item);
        visit(item);
      }
    }
    if (node.kind !== "map") return;
    for (const pair of node.pairs) {
      if (!node.isFlow || pair.value.kind !== "scalar") add(pair.span);
      visit(pair.value);
    }
  };
  for (const root of file.roots) visit(root);
  return [...comments(file), ...ranges].sort((a, b) => a.startLine - b.startLine);
}

/** Comments of several lines. */
function comments(file: ComposeFile): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let startLine = -1;
  file.text.split("\n").forEach((text, line, lines) => {
    const isComment = text.trimStart().startsWith("#");
    if (isComment && startLine < 0) startLine = line;
    const isLast = startLine >= 0 && (!isComment || line === lines.length - 1);
    if (!isLast) return;
    const endLine = isComment ? line : line - 1;
    if (endLine > startLine) ranges.push({ startLine, endLine, kind: "comment" });
    startLine = -1;
  });
  return ranges;
}

/** From the word under the cursor to its value, its pair, its mapping, and so on up to the file. */
export function selectionRange(file: ComposeFile, offset: number): SelectionRange {
  const spans: Span[] = [{ start: 0, end: file.text.length }];
  const visit = (node: YamlNode): void => {
    if (!contains(node, offset)) return;
    spans.push(trimmed(file, node));
    if (node.kind === "scalar" && node.isQuoted && contains(node.content, offset)) spans.push(node.content);
    if (node.kind === "seq") node.items.forEach(visit);
    if (node.kind !== "map") return;
    for (const pair of node.pairs) {
      if (!contains(pair.span, offset)) continue;
      spans.push(trimmed(file, pair.span));
      visit(pair.key);
      visit(pair.value);
    }
  };
  file.roots.forEach(visit);
  return spans.reduce<SelectionRange | null>((parent, span) => {
    const range = file.rangeOf(span);
    if (parent && same(parent.range, range)) return parent;
    return parent ? { range, parent } : { range };
  }, null) as SelectionRange; // There is at least the whole file.
}

const same = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;
