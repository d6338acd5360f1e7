/** What completing a key writes behind it. */
import { itemsOf, kindsOf, type Schema, valuesOf, variants } from "./schema.ts";

/** A key with what has to follow it: required keys, the first dash, a choice of values. */
export function keyText(key: string, schema: Schema, column: number): { text: string; snippet: string } {
  if (column < 0) return { text: `${key}: `, snippet: `${key}: ` };
  const indent = " ".repeat(column + 2);
  const kinds = kindsOf(schema).filter((it) => it !== "null");
  const values = valuesOf(schema);
  if (values.length > 0) return { text: `${key}: `, snippet: `${key}: \${1|${values.join(",")}|}` };
  if (kinds.includes("boolean")) return { text: `${key}: `, snippet: `${key}: \${1|true,false|}` };
  if (kinds.includes("string") || kinds.includes("number") || kinds.includes("integer") || kinds.length === 0) {
    return { text: `${key}: `, snippet: `${key}: ` };
  }
  const object = variants(schema).find((it) => it.kinds.includes("object"));
  if (!object || (kinds.includes("array") && object.properties.size === 0)) {
    const mixed = kinds.includes("object");
    const required = itemsOf(schema)?.required ?? [];
    const [first, ...more] = required;
    if (mixed || !first)
      return { text: `${key}:\n${indent}${mixed ? "" : "- "}`, snippet: `${key}:\n${indent}${mixed ? "" : "- "}` };
    const lines = [`- ${first}: $1`, ...more.map((it, i) => `  ${it}: $${i + 2}`)];
    const snippet = `${key}:\n${lines.map((it) => indent + it).join("\n")}`;
    return { text: plain(snippet), snippet };
  }
  if (object.required.length === 0) return { text: `${key}:\n${indent}`, snippet: `${key}:\n${indent}` };
  const lines = object.required.map((it, i) => `${indent}${it}: $${i + 1}`);
  const snippet = `${key}:\n${lines.join("\n")}`;
  return { text: plain(snippet), snippet };
}

/** A snippet as the text it makes when its placeholders are left as they are. */
export const plain = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/(?<!\\)\$\d+/g, "")
    .replace(/\\\$/g, "$");
