/** Where a node is in the file, in the terms of the schema. */
import { contains } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import type { Step } from "./schema.ts";
import type { MapNode, Pair, ScalarNode, SeqNode, YamlNode } from "./yaml.ts";

/** The keys and list items above and including the pair. */
export function pathOf(pair: Pair): Step[] {
  const steps: Step[] = [pair.name];
  let at: MapNode | SeqNode | null = pair.parent;
  while (at) {
    const above: Pair | SeqNode | null = at.parent;
    if (!above) break;
    if ("kind" in above) {
      steps.push(0);
      at = above;
    } else {
      steps.push(above.name);
      at = above.parent;
    }
  }
  return steps.reverse();
}

/** The pair whose key `offset` is in. */
export function keyAt(file: ComposeFile, offset: number): Pair | null {
  const search = (node: YamlNode): Pair | null => {
    if (node.kind === "seq")
      return firstOf(
        node.items.filter((it) => contains(it, offset)),
        search,
      );
    if (node.kind !== "map") return null;
    for (const pair of node.pairs) {
      if (contains(pair.key, offset)) return pair;
      const found = contains(pair.span, offset) ? search(pair.value) : null;
      if (found) return found;
    }
    return null;
  };
  return firstOf(file.roots, search);
}

/** The one-line value that `offset` is in, by itself or in a list, and the pair it belongs to. */
export function valueAt(file: ComposeFile, offset: number): { pair: Pair; node: ScalarNode } | null {
  const search = (node: YamlNode, pair: Pair | null): { pair: Pair; node: ScalarNode } | null => {
    if (!contains(node, offset)) return null;
    if (node.kind === "scalar")
      return pair && !node.isMissing && node.style !== "literal" && node.style !== "folded" ? { pair, node } : null;
    if (node.kind === "seq") return firstOf(node.items, (it) => search(it, pair));
    return node.kind === "map" ? firstOf(node.pairs, (it) => search(it.value, it)) : null;
  };
  return firstOf(file.roots, (root) => search(root, null));
}

function firstOf<T, R>(all: readonly T[], find: (it: T) => R | null): R | null {
  for (const it of all) {
    const found = find(it);
    if (found) return found;
  }
  return null;
}
