/** The variables of a file's values. */
import { KeptWith } from "../text/once.ts";
import type { ComposeFile, ParsedBlock } from "./compose-file.ts";
import { type Part, readInterpolation } from "./interpolation.ts";
import type { ScalarNode, YamlNode } from "./yaml.ts";

export interface Interpolation {
  readonly node: ScalarNode;
  /** In offsets of the node's value. */
  readonly parts: readonly Part[];
}

/** Blocks live as long as their text stays the same, and so does what was read in them. */
const known = new KeptWith<ParsedBlock, readonly Interpolation[]>();

export const interpolationsOf = (file: ComposeFile): readonly Interpolation[] =>
  file.derive(interpolationsOf, () => file.blocks.flatMap(ofBlock));

function ofBlock(block: ParsedBlock): readonly Interpolation[] {
  const before = known.get(block);
  if (before) return before;
  const found: Interpolation[] = [];
  if (block.block.text.includes("$")) for (const root of block.roots) collect(root, found);
  known.set(block, found);
  return found;
}

function collect(node: YamlNode, found: Interpolation[]): void {
  if (node.kind === "map") for (const { value } of node.pairs) collect(value, found);
  else if (node.kind === "seq") for (const item of node.items) collect(item, found);
  else if (node.kind === "scalar" && node.value.includes("$")) {
    const parts = readInterpolation(node.value);
    if (parts.length > 0) found.push({ node, parts });
  }
}
