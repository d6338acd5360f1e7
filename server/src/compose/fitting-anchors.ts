/** The anchors whose values fit at the cursor. */
import { indentAt, lineStart } from "../text/lines.ts";
import type { ComposeFile } from "./compose-file.ts";
import { itemsOf, kindsOf, propertyOf, type Schema, variants } from "./schema.ts";
import type { YamlNode } from "./yaml.ts";

/** Those above the cursor, which stands in `column`; not those of what it stands in. A schema that is null takes all. */
export function fittingAnchors(file: ComposeFile, offset: number, column: number, schema: Schema | null): string[] {
  return [...file.anchors].flatMap(([name, [node]]) => {
    const at = node?.anchor;
    if (!node || !at || at.start >= offset || isAround(file.text, at.start, offset, column)) return [];
    return schema === null || fits(file, node, schema, 0) ? [name] : [];
  });
}

/** Those whose mappings can be merged into one of the schema. */
export const mergeableAnchors = (file: ComposeFile, offset: number, column: number, schema: Schema | null): string[] =>
  fittingAnchors(file, offset, column, schema).filter((name) => file.anchors.get(name)?.[0]?.kind === "map");

/** Nothing between the two lines stands as far out as the anchor's own. */
function isAround(text: string, anchor: number, offset: number, column: number): boolean {
  const start = lineStart(text, anchor);
  const margin = indentAt(text, start);
  if (column >= 0 && column <= margin) return false;
  for (let at = text.indexOf("\n", anchor) + 1; at > 0 && at <= offset; at = text.indexOf("\n", at) + 1) {
    const indent = indentAt(text, at);
    const first = text[at + indent];
    const isEmpty = first === undefined || first === "\n" || first === "\r" || first === "#";
    if (!isEmpty && indent <= margin && at + indent < offset) return false;
  }
  return true;
}

/** Deep enough to tell a service from a list of variables. */
const DEEPEST = 2;

function fits(file: ComposeFile, written: YamlNode, schema: Schema, depth: number): boolean {
  const node = file.resolve(written);
  const kinds = kindsOf(schema);
  if (!node || kinds.length === 0 || depth > DEEPEST) return true;
  if (node.kind === "scalar") return kinds.some((it) => it !== "object" && it !== "array");
  if (node.kind === "seq") {
    const items = itemsOf(schema);
    return kinds.includes("array") && (!items || node.items.every((it) => fits(file, it, items, depth + 1)));
  }
  if (!kinds.includes("object")) return false;
  const isClosed = variants(schema).every((it) => !it.kinds.includes("object") || it.isClosed);
  return node.pairs.every((pair) => {
    if (pair.isMerge) return true;
    const inner = propertyOf(schema, pair.name);
    return inner ? fits(file, pair.value, inner, depth + 1) : !isClosed;
  });
}
