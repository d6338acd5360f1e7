/**
 * Text to compose file; never throws. The only importer of yaml. The file is cut into blocks (the top-level keys and what
 * they hold, service by service), and a block whose text has not changed keeps its nodes: an edit parses one service, and of one that
 * was edited before only the key that has changed.
 */
import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type ParsedNode, parseAllDocuments } from "yaml";
import type { TextDocument } from "../text/document.ts";
import { cut, cutEntry, type Piece } from "./blocks.ts";
import { ComposeFile, type ParsedBlock, type YamlProblem } from "./compose-file.ts";
import type { Files } from "./files.ts";
import { KeptBlocks } from "./kept-blocks.ts";
import { joinLooseLines, mayBeLoose } from "./loose.ts";
import { atOpening, atSecondColons, isHarmless, mend, type YamlError } from "./mend.ts";
import {
  AliasNode,
  type Block,
  MapNode,
  Pair,
  Place,
  Property,
  ScalarNode,
  type ScalarStyle,
  SeqNode,
  type YamlNode,
} from "./yaml.ts";

/** In UTF-16 units. The official tool gives up at 100,000 nodes, long before this. */
const LARGEST = 4_000_000;
/** Nobody nests deeper; what follows the tree may recurse. */
const DEEPEST = 100;

/** The tree of `document`. The old tree, if there is one, gives its blocks away and must not be used any more. */
export function parseCompose(document: TextDocument, old: ComposeFile | null, files: Files): ComposeFile {
  const text = document.getText();
  if (text.length > LARGEST)
    return new ComposeFile(document, [], [tooLarge(text)], { files, replaced: new Map(), anchorStamp: [] });
  const kept = new KeptBlocks(old?.blocks ?? []);
  const read = ({ start, end }: Piece): ParsedBlock => {
    const source = text.slice(start, end);
    const known = kept.inPlace(source, start);
    if (known) return known;
    const before = kept.edited(source);
    const moved = before ? null : kept.elsewhere(source, start);
    if (moved) return moved;
    const own = ownCopy(source);
    return (before && parseEntry(own, start, before)) ?? parseBlock(own, start);
  };
  const sections = cut(mayBeLoose(text) ? (joinLooseLines(text) ?? text) : text);
  if (!sections) {
    const block = read({ start: 0, end: text.length });
    return new ComposeFile(document, block.roots, [block], { files, replaced: new Map(), anchorStamp: [] });
  }
  const whole: Block = { text, place: 0 };
  const blocks: ParsedBlock[] = [];
  const replaced = new Map<YamlNode, YamlNode>();
  const pairs: Pair[] = [];
  const anchored: ParsedBlock[] = [];
  const add = (piece: Piece, to: Pair[]): void => {
    const block = read(piece);
    blocks.push(block);
    for (const root of block.roots) if (root.kind === "map") for (const pair of root.pairs) to.push(pair);
  };
  for (const { head, children } of sections) {
    const first = blocks.length;
    const own: Pair[] = [];
    add(head, own);
    const [header, ...rest] = own;
    if (!header) continue;
    if (children.length === 0) {
      pairs.push(header, ...rest);
      for (const it of blocks.slice(first)) if (it.anchors.length > 0) anchored.push(it);
      continue;
    }
    const inner: Pair[] = [];
    for (const it of children) add(it, inner);
    const value = new MapNode(whole, inner[0]?.key.start ?? head.end, inner.at(-1)?.span.end ?? head.end, inner, false);
    value.anchor = header.value.anchor;
    value.tag = header.value.tag;
    replaced.set(header.value, value);
    const isWhole = value.anchor !== null;
    for (const it of blocks.slice(first)) if (isWhole || it.anchors.length > 0) anchored.push(it);
    pairs.push(new Pair(header.key, value), ...rest);
    blocks.push(repeatedKeys(value));
  }
  const root = new MapNode(whole, pairs[0]?.key.start ?? 0, pairs.at(-1)?.span.end ?? 0, pairs, false);
  blocks.push(repeatedKeys(root));
  return new ComposeFile(document, [root], blocks, { files, replaced, anchorStamp: sameOrNew(anchored, old) });
}

/** The old list when it has the same blocks. */
function sameOrNew(anchored: readonly ParsedBlock[], old: ComposeFile | null): readonly ParsedBlock[] {
  const before = old?.anchorStamp;
  const isSame = before?.length === anchored.length && anchored.every((it, i) => it === before[i]);
  return before && isSame ? before : anchored;
}

/** A piece of a text that keeps the whole text in memory is written anew. */
const ownCopy = (piece: string): string => ` ${piece}`.slice(1);

function parseBlock(text: string, place: number): ParsedBlock {
  const block: Block = { text, place };
  const problems: YamlProblem[] = [];
  try {
    const reader = new Reader(block, problems);
    const { documents: all, errors } = parseTolerantly(text);
    const roots = all.flatMap((it) => (it.contents ? [reader.node(it.contents, 0, 0)] : []));
    for (const it of all) {
      if (all.length > 1 && isEmpty(it))
        problems.push(
          problem(block, { code: "EMPTY_DOCUMENT", message: "", pos: [it.range[0], it.range[0] + 3] }, true),
        );
      for (const warning of it.warnings) if (!isKnownTag(text, warning)) problems.push(problem(block, warning, false));
    }
    for (const error of atSecondColons(text, errors)) problems.push(problem(block, error, true));
    return { block, roots, problems, anchors: reader.anchors, aliases: reader.aliases, parts: [] };
  } catch (error) {
    // The parser recurses: nesting beyond its stack.
    const span = visibleSpan(block, 0, text.length);
    const message = error instanceof Error ? error.message : String(error);
    return {
      block,
      roots: [],
      problems: [{ code: "IMPOSSIBLE", message, span, isError: true }],
      anchors: [],
      aliases: [],
      parts: [],
    };
  }
}

/** Null where it has to be parsed in one: it is no plain mapping, or something is wrong in it. */
function parseEntry(text: string, place: number, before: ParsedBlock): ParsedBlock | null {
  const pieces = cutEntry(text);
  if (!pieces) return null;
  const kept = new KeptBlocks(before.parts);
  const parts: ParsedBlock[] = [];
  for (const piece of pieces) {
    const at = place + piece.start;
    const source = text.slice(piece.start, piece.end);
    const part = kept.inPlace(source, at) ?? kept.elsewhere(source, at) ?? parseBlock(source, at);
    if (part.problems.length > 0 || part.roots.length !== 1 || part.roots[0]?.kind !== "map") return null;
    parts.push(part);
  }
  const [header, ...inner] = parts.flatMap(({ roots: [root] }) => (root?.kind === "map" ? root.pairs : []));
  if (header?.value.kind !== "scalar" || !header.value.isMissing) return null;
  const block: Block = { text, place };
  const from = (inner[0]?.key.start ?? place) - place;
  // The line breaks at its end are a mapping's own.
  const to = (parts.at(-1)?.roots[0]?.end ?? place) - place;
  const body = new MapNode(block, from, to, inner, false);
  return {
    block,
    roots: [new MapNode(block, header.key.start - place, to, [new Pair(header.key, body)], false)],
    problems: repeatedKeys(body).problems,
    anchors: parts.flatMap((it) => it.anchors),
    aliases: parts.flatMap((it) => it.aliases),
    parts,
  };
}

/** The official tool takes only mappings, unless the file is a single document. */
const isEmpty = ({ contents }: Document.Parsed): boolean =>
  isScalar(contents) && contents.value === null && contents.range[0] === contents.range[1];

interface Tolerantly {
  readonly documents: readonly Document.Parsed[];
  readonly errors: readonly YamlError[];
}

/** Somebody who types opens no more brackets. */
const NAMED = 10;
/** How often what is left after mending is mended again. */
const ATTEMPTS = 5;

function parseTolerantly(text: string): Tolerantly {
  const first = parseNamingErrors(text);
  if (first.errors.length === 0) return first;
  const joined = joinLooseLines(text);
  const whole = joined === null ? first : parseNamingErrors(joined);
  if (whole.errors.length === 0) return whole;
  const instead: YamlError[] = [];
  let left = first;
  for (let it = text, i = 0; i <= ATTEMPTS; i++) {
    const harmful = left.errors.filter((error) => !isHarmless(error));
    if (harmful.length === 0) return { documents: left.documents, errors: [...instead, ...left.errors] };
    const mended = mend(it, harmful);
    if (!mended) break;
    it = mended.text;
    instead.push(...mended.errors);
    left = parseNamingErrors(it);
  }
  return first;
}

function parseNamingErrors(text: string): Tolerantly {
  const documents = parseStrictly(text);
  const errors = documents.flatMap((it) => it.errors.filter((error) => !isLetPass(error)));
  return { documents, errors: errors.map((it, i) => (i < NAMED ? atOpening(text, it) : it)) };
}

function parseStrictly(text: string): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    logLevel: "silent",
    merge: true,
    prettyErrors: false,
    strict: true,
    uniqueKeys: false, // Quadratic there; ours is below.
  });
  return Array.isArray(documents) ? documents : []; // An empty stream is no array.
}

/** go-yaml, which the official tool reads with, takes `"a"# comment` and `"it\'s"`. */
const isLetPass = ({ message }: YamlError): boolean =>
  message.startsWith("Comments must be separated") || message === "Invalid escape sequence \\'";

const problem = (block: Block, { code, message, pos }: YamlError, isError: boolean): YamlProblem => ({
  code,
  message,
  span: visibleSpan(block, pos[0], pos[1]),
  isError,
});

/** `docker compose` knows these two in merged files. */
const isKnownTag = (text: string, { code, pos }: YamlError): boolean =>
  code === "TAG_RESOLVE_FAILED" && /^!(?:reset|override)$/.test(text.slice(...pos).trim());

/** At least one character wide where there is one, and never over more than a line. */
function visibleSpan(block: Block, from: number, to: number): Place {
  const { text } = block;
  const start = Math.min(from, text.length);
  const lineBreak = text.slice(start, to).search(/[\r\n]/);
  const end = Math.min(lineBreak > 0 ? start + lineBreak : to, text.length);
  if (end > start) return new Place(block, start, end);
  return start < text.length ? new Place(block, start, start + 1) : new Place(block, Math.max(0, start - 1), start);
}

function tooLarge(text: string): ParsedBlock {
  const block: Block = { text: "", place: 0 };
  const end = text.search(/\r?\n/);
  const span = new Place(block, 0, end < 0 ? Math.min(text.length, 100) : end);
  const problems = [{ code: "TOO_LARGE", message: "", span, isError: false }];
  return { block, roots: [], problems, anchors: [], aliases: [], parts: [] };
}

/** The keys that are twice among the pairs of several blocks. */
function repeatedKeys(map: MapNode): ParsedBlock {
  const problems: YamlProblem[] = [];
  findRepeated(map.pairs, problems);
  return { block: { text: "", place: 0 }, roots: [], problems, anchors: [], aliases: [], parts: [] };
}

function findRepeated(pairs: readonly Pair[], problems: YamlProblem[]): void {
  const seen = new Set<string>();
  for (const pair of pairs) {
    if (pair.isMerge) continue;
    if (seen.has(pair.name)) {
      problems.push({ code: "DUPLICATE_KEY", message: pair.name, span: pair.key, isError: true });
    } else seen.add(pair.name);
  }
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_DOUBLE: "double",
  QUOTE_SINGLE: "single",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

/** Turns the parser's nodes into ours. `gap` is where the text between the last node and this one starts: props stand there. */
class Reader {
  readonly anchors: YamlNode[] = [];
  readonly aliases: AliasNode[] = [];
  readonly #block: Block;
  readonly #problems: YamlProblem[];

  constructor(block: Block, problems: YamlProblem[]) {
    this.#block = block;
    this.#problems = problems;
  }

  node(node: ParsedNode, gap: number, depth: number): YamlNode {
    const read = this.#read(node, gap, depth);
    if (!isAlias(node) && (node.anchor || node.tag)) this.#properties(read, node, gap);
    return read;
  }

  #read(node: ParsedNode, gap: number, depth: number): YamlNode {
    const [from, to] = node.range;
    if (isAlias(node)) {
      const alias = new AliasNode(this.#block, from, to, node.source);
      this.aliases.push(alias);
      return alias;
    }
    if (isScalar(node)) {
      const style = STYLES[node.type ?? ""] ?? "plain";
      const { text } = this.#block;
      const value = style === "plain" ? (node.source ?? text.slice(from, to)) : String(node.value ?? "");
      return new ScalarNode(this.#block, from, to, value, style);
    }
    if (depth > DEEPEST) {
      this.#problems.push({ code: "TOO_DEEP", message: "", span: visibleSpan(this.#block, from, to), isError: false });
      return new ScalarNode(this.#block, from, from, "", "plain");
    }
    // A map that starts with a key with properties starts behind them.
    const inside = node.flow ? from + 1 : gap;
    if (isSeq(node))
      return new SeqNode(this.#block, from, to, this.#items(node.items, inside, depth), node.flow === true);
    if (isMap(node)) return this.#map(node, inside, depth);
    return new ScalarNode(this.#block, from, to, this.#block.text.slice(from, to), "plain");
  }

  #items(items: readonly unknown[], inside: number, depth: number): YamlNode[] {
    const nodes: YamlNode[] = [];
    let gap = inside;
    for (const item of items) {
      const node = isPair(item) ? this.#pair(item, gap, depth) : this.node(item as ParsedNode, gap, depth + 1); // Items of a parsed list are parsed nodes.
      nodes.push(node);
      gap = node.to;
    }
    return nodes;
  }

  /** An item of `!!omap` and `!!pairs`. */
  #pair(pair: { readonly key: unknown; readonly value: unknown }, gap: number, depth: number): MapNode {
    const { key, value } = pair as { key: ParsedNode; value: ParsedNode | null }; // Of a parsed list.
    const from = key.range[0];
    const to = (value ?? key).range[1];
    const keyNode = this.#key(key, gap, depth);
    const valueNode = value
      ? this.node(value, key.range[1], depth + 1)
      : new ScalarNode(this.#block, to, to, "", "plain");
    return new MapNode(this.#block, from, to, [new Pair(keyNode, valueNode)], false);
  }

  #map(node: ParsedNode & { items: readonly unknown[] }, inside: number, depth: number): MapNode {
    const pairs: Pair[] = [];
    let gap = inside;
    for (const item of node.items) {
      const { key, value } = item as { key: ParsedNode; value: ParsedNode | null }; // Items of a parsed map.
      const keyEnd = key.range[1];
      const keyNode = this.#key(key, gap, depth);
      const empty = new ScalarNode(this.#block, keyEnd, keyEnd, "", "plain");
      pairs.push(new Pair(keyNode, value ? this.node(value, keyEnd, depth + 1) : empty));
      gap = Math.max(keyEnd, value?.range[1] ?? 0);
    }
    findRepeated(pairs, this.#problems);
    const [from, to] = node.range;
    return new MapNode(this.#block, from, to, pairs, (node as { flow?: boolean }).flow === true); // Set for `{}` only.
  }

  #key(key: ParsedNode, gap: number, depth: number): ScalarNode {
    const read = this.node(key, gap, depth + 1);
    if (read.kind === "scalar") return read;
    return new ScalarNode(this.#block, read.from, read.to, this.#block.text.slice(read.from, read.to), "double");
  }

  /** Finds `&name` and `!tag` in the text before the node. */
  #properties(read: YamlNode, node: ParsedNode, gap: number): void {
    const { text } = this.#block;
    const before = text.slice(gap, read.from === read.to ? Math.max(read.from, gap) : read.from);
    for (const match of before.matchAll(PROPERTY)) {
      const [whole] = match;
      const at = gap + match.index;
      if (whole.startsWith("&")) read.anchor = new Property(this.#block, at, whole.slice(1));
      else if (whole.startsWith("!")) read.tag = new Property(this.#block, at, whole.slice(1));
    }
    if (read.anchor) this.anchors.push(read);
    else if ("anchor" in node && node.anchor) {
      // Found by the parser, but not by us: still good as a target.
      read.anchor = new Property(this.#block, read.from, node.anchor);
      this.anchors.push(read);
    }
  }
}

/** Comments are matched to be skipped. */
const PROPERTY = /(?<=^|\s)#.*|&[^\s,[\]{}]+|(?<=^|[\s[{,:-])!\S*/g;
