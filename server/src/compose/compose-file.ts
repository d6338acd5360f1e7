/** One version of a compose file: its tree, and what its names mean. */
import { rangeOf, type TextDocument } from "../text/document.ts";
import type { Span } from "../text/span.ts";
import type { Files } from "./files.ts";
import type { AliasNode, Block, MapNode, Pair, Resolved, ScalarNode, YamlNode } from "./yaml.ts";

export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly isError: boolean;
}

/** What parsing one block gave. */
export interface ParsedBlock {
  readonly block: Block;
  readonly roots: readonly YamlNode[];
  readonly problems: readonly YamlProblem[];
  readonly anchors: readonly YamlNode[];
  readonly aliases: readonly AliasNode[];
  /** What it was put together from; none when it was parsed in one. */
  readonly parts: readonly ParsedBlock[];
}

export const SECTIONS = ["services", "networks", "volumes", "secrets", "configs", "models"] as const;
export type SectionName = (typeof SECTIONS)[number];

/** An entry of a top-level section. */
export interface Entry {
  readonly name: string;
  readonly pair: Pair;
  readonly key: ScalarNode;
  /** Null when it is written without a mapping. */
  readonly body: MapNode | null;
}

interface Surroundings {
  readonly files: Files;
  /** The nodes that stand for others in the tree. */
  readonly replaced: ReadonlyMap<YamlNode, YamlNode>;
  readonly anchorStamp: readonly ParsedBlock[];
}

export class ComposeFile {
  readonly document: TextDocument;
  readonly text: string;
  /** The documents of the file; compose merges several in their order. */
  readonly roots: readonly YamlNode[];
  readonly blocks: readonly ParsedBlock[];
  /** What can be read beside this file. */
  readonly files: Files;
  /** The blocks with anchors; the same list as before when they are: then what a service's own block says means the same. */
  readonly anchorStamp: readonly ParsedBlock[];
  readonly #replaced: ReadonlyMap<YamlNode, YamlNode>;
  readonly #entries = new Map<SectionName, readonly Entry[]>();
  readonly #byName = new Map<SectionName, ReadonlyMap<string, Entry>>();
  readonly #derived = new Map<unknown, unknown>();
  #anchors: Map<string, YamlNode[]> | null = null;
  #narrowed: readonly Entry[] | null = null;

  constructor(
    document: TextDocument,
    roots: readonly YamlNode[],
    blocks: readonly ParsedBlock[],
    { files, replaced, anchorStamp }: Surroundings,
  ) {
    this.files = files;
    this.anchorStamp = anchorStamp;
    this.document = document;
    this.text = document.getText();
    this.roots = roots;
    this.blocks = blocks;
    this.#replaced = replaced;
  }

  get problems(): readonly YamlProblem[] {
    return this.blocks.flatMap((it) => it.problems);
  }
  get aliases(): readonly AliasNode[] {
    return this.blocks.flatMap((it) => it.aliases);
  }
  /** The nodes of each anchor's name, in order. */
  get anchors(): ReadonlyMap<string, readonly YamlNode[]> {
    if (this.#anchors) return this.#anchors;
    const found = new Map<string, YamlNode[]>();
    for (const { anchors } of this.blocks) {
      for (const it of anchors) {
        const node = this.#replaced.get(it) ?? it;
        const name = it.anchor?.name ?? "";
        const same = found.get(name);
        if (same) same.push(node);
        else found.set(name, [node]);
      }
    }
    this.#anchors = found;
    return found;
  }

  /** The node an alias means: the last one of that name above it. */
  target(alias: AliasNode): Resolved | null {
    const all = this.anchors.get(alias.name);
    if (!all) return null;
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.anchor?.start ?? 0) < alias.start) low = middle + 1;
      else high = middle;
    }
    const node = all[low - 1];
    return node && node.kind !== "alias" ? node : null;
  }
  resolve(node: YamlNode): Resolved | null {
    return node.kind === "alias" ? this.target(node) : node;
  }
  /** The pairs of a map, those merged into it with `<<` behind its own; of one key only the first that counts. */
  pairs(map: MapNode): readonly Pair[] {
    if (map.merges.length === 0) return map.pairs;
    const found = new Map<string, Pair>();
    this.#collect(map, found, new Set());
    return [...found.values()];
  }
  #collect(map: MapNode, found: Map<string, Pair>, seen: Set<MapNode>): void {
    if (seen.has(map)) return;
    seen.add(map);
    for (const pair of map.pairs) if (!pair.isMerge && !found.has(pair.name)) found.set(pair.name, pair);
    for (const base of this.#bases(map)) this.#collect(base, found, seen);
  }
  #bases(map: MapNode): readonly MapNode[] {
    const [first, ...more] = map.merges;
    const value = first && this.resolve(first.value);
    if (!value || (more.length === 0 && value.kind === "scalar")) return [];
    if (more.length === 0 && value.kind === "map") return [value];
    return map.merges.flatMap((pair) => {
      const it = this.resolve(pair.value);
      if (it?.kind === "seq") return this.items(it).filter((base) => base.kind === "map");
      return it?.kind === "map" ? [it] : [];
    });
  }
  /** The pair of a key, own or merged. */
  pair(map: MapNode | null, key: string): Pair | null {
    if (!map) return null;
    const own = map.pair(key);
    return own || map.merges.length === 0 ? own : this.#merged(map, key, new Set());
  }
  /** Each map is looked into once: merges may go in circles, or lead to the same map in a million ways. */
  #merged(map: MapNode, key: string, seen: Set<MapNode>): Pair | null {
    seen.add(map);
    for (const base of this.#bases(map)) {
      if (seen.has(base)) continue;
      const found = base.pair(key) ?? this.#merged(base, key, seen);
      if (found) return found;
    }
    return null;
  }
  /** What stands under the keys, own or merged, with aliases resolved. */
  get(map: MapNode | null, ...path: readonly string[]): Resolved | null {
    let at: Resolved | null = map;
    for (const key of path) {
      const pair: Pair | null = at?.kind === "map" ? this.pair(at, key) : null;
      if (!pair) return null;
      at = this.resolve(pair.value);
    }
    return at;
  }
  map(map: MapNode | null, ...path: readonly string[]): MapNode | null {
    const found = this.get(map, ...path);
    return found?.kind === "map" ? found : null;
  }
  scalar(map: MapNode | null, ...path: readonly string[]): ScalarNode | null {
    const found = this.get(map, ...path);
    return found?.kind === "scalar" && found.type !== "null" ? found : null;
  }
  /** The items of a list, aliases resolved; none when it is no list. */
  items(node: Resolved | null): readonly Resolved[] {
    if (node?.kind !== "seq") return [];
    return node.items.map((it) => this.resolve(it)).filter((it) => it !== null);
  }
  /** The texts of a list, or the one text where a single one may stand for a list. */
  scalars(node: Resolved | null): readonly ScalarNode[] {
    if (node?.kind === "scalar") return node.type === "null" ? [] : [node];
    return this.items(node).filter((it) => it.kind === "scalar" && it.type !== "null") as ScalarNode[]; // Filtered to scalars.
  }

  /** The values of a top-level key in all documents of the file. */
  section(name: string): readonly Pair[] {
    return this.roots.flatMap((root) => (root.kind === "map" ? (this.pair(root, name) ?? []) : []));
  }
  entries(name: SectionName): readonly Entry[] {
    const known = this.#entries.get(name);
    if (known) return known;
    const entries: Entry[] = [];
    for (const section of this.section(name)) {
      const map = this.resolve(section.value);
      if (map?.kind !== "map") continue;
      for (const pair of this.pairs(map)) {
        if (pair.isMerge) continue;
        const body = this.resolve(pair.value);
        entries.push({ name: pair.name, pair, key: pair.key, body: body?.kind === "map" ? body : null });
      }
    }
    this.#entries.set(name, entries);
    return entries;
  }
  get services(): readonly Entry[] {
    return this.#narrowed ?? this.entries("services");
  }
  /** The same file, of which only some services are gone through. */
  narrowedTo(services: readonly Entry[]): ComposeFile {
    const surroundings = { files: this.files, replaced: this.#replaced, anchorStamp: this.anchorStamp };
    const narrowed = new ComposeFile(this.document, this.roots, this.blocks, surroundings);
    narrowed.#narrowed = services;
    narrowed.#anchors = this.#anchors;
    return narrowed;
  }
  /** The same file, of which nothing has been worked out yet. */
  renewed(): ComposeFile {
    const surroundings = { files: this.files, replaced: this.#replaced, anchorStamp: this.anchorStamp };
    return new ComposeFile(this.document, this.roots, this.blocks, surroundings);
  }
  entry(name: SectionName, key: string): Entry | null {
    let known = this.#byName.get(name);
    if (!known) {
      known = new Map([...this.entries(name)].reverse().map((it) => [it.name, it]));
      this.#byName.set(name, known);
    }
    return known.get(key) ?? null;
  }

  /** What a feature or rule has worked out about this version of the file, worked out once. */
  derive<T>(key: unknown, make: () => T): T {
    if (!this.#derived.has(key)) this.#derived.set(key, make());
    return this.#derived.get(key) as T; // Written one line above under the same key.
  }

  rangeOf(span: Span) {
    return rangeOf(this.document, span);
  }
}
