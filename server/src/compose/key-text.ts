/** What completing a key writes behind it. */
import { factAt } from "./facts.ts";
import { describe, kindsIn } from "./hover.ts";
import { itemsOf, keysOf, kindsOf, type Schema, type Step, valuesOf, variants } from "./schema.ts";

/** A key with what has to follow it: required keys, the first dash, a choice of values. In brackets the column is -1. */
export function keyText(
  path: readonly Step[],
  schema: Schema,
  column: number,
  step: string,
): { readonly text: string; readonly snippet: string } {
  const key = String(path.at(-1));
  const made = (snippet: string) => ({ text: plain(snippet), snippet });
  const kinds = kindsOf(schema).filter((it) => it !== "null");
  const values = choicesOf(schema, path);
  if (values.length > 0) return { text: `${key}: `, snippet: `${key}: \${1|${values.join(",")}|}` };
  const isText =
    kinds.includes("string") || kinds.includes("number") || kinds.includes("integer") || kinds.length === 0;
  if (column < 0 || isText) return made(`${key}: `);
  const indent = `\n${" ".repeat(column)}${step}`;
  const object = variants(schema).find((it) => it.kinds.includes("object"));
  if (object && !(kinds.includes("array") && object.properties.size === 0)) {
    return made(`${key}:${indent}${object.required.map((it, i) => `${it}: $${i + 1}`).join(indent)}`);
  }
  if (kinds.includes("object")) return made(`${key}:${indent}`);
  const required = itemsOf(schema)?.required ?? [];
  return made(`${key}:${indent}- ${required.map((it, i) => `${it}: $${i + 1}`).join(`${indent}  `)}`);
}

interface KeyOffer extends ReturnType<typeof keyText> {
  readonly detail: string;
  readonly documentation: string;
}
/** As they were last offered: most files have one indentation, and a key of the schema has one place. */
const offers = new WeakMap<Schema, { readonly indent: string; readonly offer: KeyOffer }>();

/** A key with what is said of it. */
export function keyOffer(path: readonly Step[], schema: Schema, column: number, step: string): KeyOffer {
  const indent = `${column} ${step}`;
  const known = offers.get(schema);
  if (known?.indent === indent) return known.offer;
  const offer = {
    ...keyText(path, schema, column, step),
    detail: kindsIn(schema),
    documentation: describe(schema, path),
  };
  offers.set(schema, { indent, offer });
  return offer;
}

/** What can be chosen for a value at once. */
function choicesOf(schema: Schema, path: readonly Step[]): readonly string[] {
  const values = valuesOf(schema);
  if (values.length > 0) return values;
  if (kindsOf(schema).includes("boolean")) return ["true", "false"];
  return path.at(-1) === "restart" ? (factAt(path)?.values ?? []).map(quotedWhereNeeded) : [];
}

/** Keys of services and what is in them behind which the project, the engine or the folder has something to choose from. */
const CHOSEN = new Set(
  "config configs context depends_on dockerfile env_file extends file image label_file models networks secrets service target volumes".split(
    " ",
  ),
);

/** When the key is written, what comes next can be offered. */
export function leadsOn(path: readonly Step[], schema: Schema, snippet: string): boolean {
  const key = String(path.at(-1));
  if (snippet.includes("$")) return false;
  return path.length === 1 ? key === "services" : CHOSEN.has(key) || keysOf(schema).size > 0;
}

/** A key with one key in it: below it, or in brackets where there is no line for it. */
export const inside = (key: string, inner: string, indent: string | null): string =>
  indent === null ? `${key}: { ${inner} }` : `${key}:${indent}${inner}`;

/** `no` alone is a boolean to many readers of YAML. */
export const quotedWhereNeeded = (value: string): string => (/^(?:no|on|off|yes)$/.test(value) ? `"${value}"` : value);

/** A snippet as the text it makes when its placeholders are left as they are. */
export const plain = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/(?<!\\)\$\d+/g, "")
    .replace(/\\\$/g, "$");
