/** The nodes of a compose file: YAML with exact places, read by every feature and every rule. */
import type { Span } from "../text/span.ts";

/**
 * A piece of the file that is parsed by itself and kept as long as its text stays the same. Its nodes count from its start,
 * so moving the block moves them all.
 */
export interface Block {
  readonly text: string;
  place: number;
}

/** A piece of a block as a span of the file. */
export class Place implements Span {
  readonly block: Block;
  readonly from: number;
  readonly to: number;
  constructor(block: Block, from: number, to: number) {
    this.block = block;
    this.from = from;
    this.to = to;
  }
  get start(): number {
    return this.block.place + this.from;
  }
  get end(): number {
    return this.block.place + this.to;
  }
}

/** `&name` or `!tag` before a value. */
export class Property extends Place {
  readonly name: string;
  constructor(block: Block, from: number, name: string) {
    super(block, from, from + 1 + name.length);
    this.name = name;
  }
}

abstract class Node extends Place {
  parent: Pair | SeqNode | null;
  anchor: Property | null;
  tag: Property | null;
  constructor(block: Block, from: number, to: number) {
    super(block, from, to);
    this.parent = null;
    this.anchor = null;
    this.tag = null;
  }
}

export type ScalarStyle = "plain" | "single" | "double" | "literal" | "folded";
export type ScalarType = "null" | "boolean" | "integer" | "number" | "string";

export class ScalarNode extends Node {
  readonly kind = "scalar";
  readonly value: string;
  readonly style: ScalarStyle;
  constructor(block: Block, from: number, to: number, value: string, style: ScalarStyle) {
    super(block, from, to);
    this.value = value;
    this.style = style;
  }
  /** As it stands in the file, quotes and all. */
  get source(): string {
    return this.block.text.slice(this.from, this.to);
  }
  /** What the official tool reads it as. */
  get type(): ScalarType {
    if (this.tag?.name === "!str") return "string";
    return this.style === "plain" ? typeOfPlain(this.value) : "string";
  }
  /** Nothing is written where a value could be. */
  get isMissing(): boolean {
    return this.from === this.to && this.style === "plain";
  }
  get isQuoted(): boolean {
    return this.style === "single" || this.style === "double";
  }
  /** The text without its quotes. */
  get content(): Span {
    const { source } = this;
    if (!this.isQuoted) return this;
    const closed = source.length > 1 && source.endsWith(source[0] ?? "");
    return new Place(this.block, this.from + 1, closed ? this.to - 1 : this.to);
  }
  /** The place of a piece of the value; all of it where escapes or line breaks make the source differ from the value. */
  part(from: number, to: number): Span {
    const start = this.from + (this.isQuoted ? 1 : 0);
    if (this.block.text.slice(start, start + this.value.length) !== this.value) return this.content;
    return new Place(this.block, start + from, start + to);
  }
}

const NO_MERGES: readonly Pair[] = [];

export class MapNode extends Node {
  readonly kind = "map";
  readonly pairs: Pair[];
  readonly isFlow: boolean;
  /** The pairs with `<<`. */
  readonly merges: readonly Pair[];
  #byKey: Map<string, Pair> | null = null;
  constructor(block: Block, from: number, to: number, pairs: Pair[], isFlow: boolean) {
    super(block, from, to);
    this.pairs = pairs;
    this.isFlow = isFlow;
    let merges: Pair[] | null = null;
    for (const pair of pairs) {
      pair.parent = this;
      if (!pair.isMerge) continue;
      merges ??= [];
      merges.push(pair);
    }
    this.merges = merges ?? NO_MERGES;
  }
  /** The pair of a key written in this map itself. */
  pair(key: string): Pair | null {
    if (!this.#byKey) {
      this.#byKey = new Map();
      for (const pair of this.pairs) if (!this.#byKey.has(pair.name)) this.#byKey.set(pair.name, pair);
    }
    return this.#byKey.get(key) ?? null;
  }
}

export class SeqNode extends Node {
  readonly kind = "seq";
  readonly items: readonly YamlNode[];
  readonly isFlow: boolean;
  constructor(block: Block, from: number, to: number, items: readonly YamlNode[], isFlow: boolean) {
    super(block, from, to);
    this.items = items;
    this.isFlow = isFlow;
    for (const item of items) item.parent = this;
  }
}

export class AliasNode extends Node {
  readonly kind = "alias";
  readonly name: string;
  constructor(block: Block, from: number, to: number, name: string) {
    super(block, from, to);
    this.name = name;
  }
}

export class Pair {
  readonly key: ScalarNode;
  readonly value: YamlNode;
  parent: MapNode | null = null;
  constructor(key: ScalarNode, value: YamlNode) {
    this.key = key;
    this.value = value;
    key.parent = this;
    value.parent = this;
  }
  get name(): string {
    return this.key.value;
  }
  get isMerge(): boolean {
    return this.key.value === "<<" && this.key.style === "plain";
  }
  /** From the key to the end of the value. */
  get span(): Span {
    return { start: this.key.start, end: Math.max(this.key.end, this.value.end) };
  }
}

export type YamlNode = ScalarNode | MapNode | SeqNode | AliasNode;
/** What an alias stands for, or the node itself. */
export type Resolved = ScalarNode | MapNode | SeqNode;

const INTEGER = /^[-+]?(?:0|[1-9][0-9_]*|0[0-7_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+)$/;
const FLOAT =
  /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

/** The type of an unquoted value by the rules of go-yaml, which the official tool reads with. */
export function typeOfPlain(text: string): ScalarType {
  if (text === "" || text === "~" || /^(?:null|Null|NULL)$/.test(text)) return "null";
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return "boolean";
  if (text.length > 100 || !/^[-+.0-9]/.test(text)) return "string";
  if (INTEGER.test(text)) return "integer";
  return FLOAT.test(text) ? "number" : "string";
}
