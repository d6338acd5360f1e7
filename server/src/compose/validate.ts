/** Walks a file's tree along the schema and says where they differ. Linear: an anchored node is checked once per schema. */
import { KeptWith } from "../text/once.ts";
import type { ComposeFile } from "./compose-file.ts";
import { type Format, type Kind, kindsOf, propertyOf, ROOT, type Schema, schemaAt, variants } from "./schema.ts";
import { isByteSize, isDuration } from "./values.ts";
import { type MapNode, Pair, type Resolved, type ScalarNode, type SeqNode, type YamlNode } from "./yaml.ts";

export type Issue =
  | { readonly kind: "unknownKey"; readonly pair: Pair; readonly known: readonly string[]; readonly isName: boolean }
  | {
      readonly kind: "type";
      readonly node: Resolved;
      readonly name: string;
      readonly expected: readonly Kind[];
      readonly format: Format | null;
    }
  | { readonly kind: "empty"; readonly pair: Pair; readonly expected: readonly Kind[] }
  | { readonly kind: "missing"; readonly owner: ScalarNode | Resolved; readonly key: string }
  | { readonly kind: "value"; readonly node: ScalarNode; readonly name: string; readonly allowed: readonly string[] }
  | {
      readonly kind: "range";
      readonly node: ScalarNode;
      readonly name: string;
      readonly from: number;
      readonly to: number | null;
    }
  | { readonly kind: "format"; readonly node: ScalarNode; readonly name: string; readonly format: Format }
  | { readonly kind: "repeated"; readonly node: ScalarNode; readonly name: string }
  | { readonly kind: "deprecated"; readonly pair: Pair };

export const issuesOf = (file: ComposeFile): readonly Issue[] =>
  file.derive(issuesOf, () => new Validator(file).issues);

/** Only of one kind; sorted out once per file. */
export function issuesOfKind<K extends Issue["kind"]>(file: ComposeFile, kind: K): Extract<Issue, { kind: K }>[] {
  return issuesOf(file).filter((it): it is Extract<Issue, { kind: K }> => it.kind === kind);
}

const SERVICE = schemaAt(["services", "any"]);

/** Services without a fault, kept as long as their own text and all anchors stay the same. */
const clean = new KeptWith<Pair, object>();

class Validator {
  readonly issues: Issue[] = [];
  readonly #file: ComposeFile;
  /** What anchors' nodes were checked against. */
  readonly #checked = new Map<YamlNode, Set<Schema>>();

  /** Something was found in what services share: whose finding it is may change with any of them. */
  #isSharedFaulty = false;

  constructor(file: ComposeFile) {
    this.#file = file;
    for (const root of file.roots) {
      if (root.kind !== "scalar" || root.type !== "null") this.#node(root, ROOT, "", null);
    }
  }

  #node(written: YamlNode, schema: Schema, name: string, pair: Pair | null): void {
    if (written.tag?.name === "reset") return;
    const node = this.#file.resolve(written);
    if (!node) return; // The alias has no anchor: another finding.
    if (node.anchor || written.kind === "alias") {
      const done = this.#checked.get(node) ?? new Set();
      if (done.has(schema)) return;
      done.add(schema);
      this.#checked.set(node, done);
    }
    const before = this.issues.length;
    this.#resolved(node, schema, name, pair);
    if (written.kind === "alias" && this.issues.length > before) this.#isSharedFaulty = true;
  }

  #resolved(node: Resolved, schema: Schema, name: string, pair: Pair | null): void {
    const options = variants(schema);
    const fitting = options.find((it) => it.kinds.length === 0 || it.kinds.some((kind) => fits(node, kind)));
    if (!fitting) this.#mismatch(node, schema, name, pair);
    else if (node.kind === "scalar") this.#scalar(node, fitting, name);
    else if (node.kind === "seq") this.#list(node, fitting, name);
    else if (isHalfItem(node) && kindsOf(schema).includes("string") && !propertyOf(fitting, node.pairs[0]?.name ?? ""))
      this.#mismatch(node, schema, name, pair);
    else this.#mapping(node, fitting, pair);
  }

  #mismatch(node: Resolved, schema: Schema, name: string, pair: Pair | null): void {
    const expected = kindsOf(schema);
    if (pair && isOnLineOf(pair, node, this.#file.text)) return; // That is no YAML: another finding.
    if (node.kind === "scalar" && node.type === "null" && pair) this.issues.push({ kind: "empty", pair, expected });
    else {
      const format = variants(schema).find((it) => it.format)?.format ?? null;
      this.issues.push({ kind: "type", node, name, expected, format });
    }
  }

  #scalar(node: ScalarNode, schema: Schema, name: string): void {
    const { value } = node;
    if (value.includes("$") || node.type === "null") return;
    if (schema.values.length > 0 && !schema.values.includes(value)) {
      this.issues.push({ kind: "value", node, name, allowed: schema.values });
    } else if (schema.pattern && !schema.pattern.test(value)) {
      this.issues.push({ kind: "value", node, name, allowed: [] });
    }
    if (schema.minimum !== null && (Number(value) < schema.minimum || Number(value) > (schema.maximum ?? Infinity))) {
      this.issues.push({ kind: "range", node, name, from: schema.minimum, to: schema.maximum });
    }
    if (schema.format && !isWellFormed(node, schema.format)) {
      this.issues.push({ kind: "format", node, name, format: schema.format });
    }
  }

  #list(node: SeqNode, schema: Schema, name: string): void {
    if (schema.items) for (const item of node.items) this.#node(item, schema.items, name, null);
    if (!schema.isSet) return;
    const seen = new Set<string>();
    for (const item of node.items) {
      if (item.kind !== "scalar") continue;
      if (seen.has(item.value)) this.issues.push({ kind: "repeated", node: item, name });
      seen.add(item.value);
    }
  }

  #mapping(map: MapNode, schema: Schema, owner: Pair | null): void {
    this.#pairs(map, schema);
    for (const key of schema.required) {
      if (!this.#file.pair(map, key)) this.issues.push({ kind: "missing", owner: owner?.key ?? map, key });
    }
  }

  #pairs(map: MapNode, schema: Schema): void {
    for (const pair of map.pairs) {
      if (pair.isMerge) this.#merged(pair.value, schema);
      else this.#pair(pair, schema);
    }
  }

  #pair(pair: Pair, schema: Schema): void {
    const inner = propertyOf(schema, pair.name);
    if (!inner) {
      const known = [...schema.properties.keys()];
      const isName = known.length === 0;
      if (schema.isClosed) this.issues.push({ kind: "unknownKey", pair, known, isName });
      return;
    }
    if (inner.isDeprecated) this.issues.push({ kind: "deprecated", pair });
    const isService = inner === SERVICE;
    if (isService && clean.get(pair) === this.#file.anchorStamp) return;
    const before = this.issues.length;
    this.#node(pair.value, inner, pair.name, pair);
    if (isService && this.issues.length === before && !this.#isSharedFaulty) clean.set(pair, this.#file.anchorStamp);
  }

  /** What `<<` brings in is checked as if it stood here; what is required may stand elsewhere. */
  #merged(value: YamlNode, schema: Schema): void {
    const base = this.#file.resolve(value);
    const bases = base?.kind === "seq" ? this.#file.items(base) : base ? [base] : [];
    for (const it of bases) {
      if (it.kind !== "map") continue;
      const done = this.#checked.get(it) ?? new Set();
      if (done.has(schema)) continue;
      done.add(schema);
      this.#checked.set(it, done);
      const before = this.issues.length;
      this.#pairs(it, schema);
      if (this.issues.length > before) this.#isSharedFaulty = true;
    }
  }
}

/** `- data:`, of which the rest is still to be typed. */
export function isHalfItem(node: Resolved): node is MapNode {
  if (node.kind !== "map" || node.isFlow || node.pairs.length !== 1 || node.parent instanceof Pair) return false;
  const value = node.pairs[0]?.value;
  return value?.kind === "scalar" && value.isMissing;
}

/** `image: redis:`. */
const isOnLineOf = ({ key }: Pair, node: Resolved, text: string): boolean =>
  node.kind === "map" && !node.isFlow && node.start >= key.end && !text.slice(key.end, node.start).includes("\n");

function fits(node: Resolved, kind: Kind): boolean {
  if (node.kind === "map") return kind === "object";
  if (node.kind === "seq") return kind === "array";
  const { type } = node;
  // The official tool turns what variables give into the type that is wanted there.
  if (type !== "null" && node.value.includes("$")) return kind !== "object" && kind !== "array" && kind !== "null";
  if (kind === "number") return type === "number" || type === "integer" || isNumeric(node);
  if (kind === "integer")
    return type === "integer" || isNumeric(node) || (type === "number" && /^\d+(?:\.0+|e\d+)$/i.test(node.value));
  if (kind === "boolean") return type === "boolean" || BOOLEAN.test(node.value);
  return type === kind;
}

/** Lenient: quoted numbers where only a number is allowed are no reason for an error. */
const isNumeric = (node: ScalarNode): boolean => node.isQuoted && /^-?\d+$/.test(node.value);

const BOOLEAN = /^(?:true|false|yes|no|on|off|y|n)$/i;
const WELL_FORMED: Readonly<Record<Format, (text: string) => boolean>> = {
  duration: isDuration,
  bytes: isByteSize,
  boolean: (text) => BOOLEAN.test(text),
  number: (text) => text.trim() !== "" && !Number.isNaN(Number(text)),
  pair: (text) => text.includes("="),
  host: (text) => /^[^=:]+[=:]/.test(text),
  sshKey: (text) => text === "default" || text.includes("="),
};

function isWellFormed(node: ScalarNode, format: Format): boolean {
  if (node.type !== "string") return true;
  return WELL_FORMED[format](node.value);
}
