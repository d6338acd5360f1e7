/** Plain values of a compose project, without places: what merging makes of its files, and how they are written as YAML. */

export interface Text {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** `!override` and `!reset` in a file that is laid over another: the value as it is, or none. */
export class Replacement {
  readonly value: Value | null;
  constructor(value: Value | null) {
    this.value = value;
  }
}

export type ValueMap = ReadonlyMap<string, Value>;
export type Value = Text | Replacement | readonly Value[] | ValueMap;

export const isText = (value: Value | undefined): value is Text => value !== undefined && "text" in value;
export const isMap = (value: Value | undefined): value is ValueMap => value instanceof Map;
export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);

export const plainText = (text: string): Text => ({ text, isQuoted: false });

export function writeYaml(value: ValueMap): string {
  const lines: string[] = [];
  writeMap(value, "", lines);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function writeMap(map: ValueMap, indent: string, lines: string[]): void {
  for (const [key, value] of map) writeValue(`${indent}${quotedKey(key)}:`, value, `${indent}  `, lines);
}

function writeValue(head: string, value: Value, indent: string, lines: string[]): void {
  if (isMap(value)) {
    lines.push(value.size === 0 ? `${head} {}` : head);
    writeMap(value, indent, lines);
  } else if (isList(value)) {
    lines.push(value.length === 0 ? `${head} []` : head);
    for (const item of value) writeItem(item, indent, lines);
  } else if (isText(value)) writeText(head, value, indent, lines);
}

/** Texts of several lines stay readable where YAML's block style can hold them. */
function writeText(head: string, value: Text, indent: string, lines: string[]): void {
  const body = value.text.split("\n");
  const isBlock = value.isQuoted && body.length > 1 && !/^\s|[\t\r]|[^\n]\s+(?:\n|$)/.test(value.text);
  if (!isBlock) {
    lines.push(`${head} ${quoted(value)}`.trimEnd());
    return;
  }
  const ending = value.text.endsWith("\n\n") ? "+" : value.text.endsWith("\n") ? "" : "-";
  if (value.text.endsWith("\n")) body.pop();
  lines.push(`${head} |${ending}`, ...body.map((it) => (it === "" ? "" : indent + it)));
}

function writeItem(item: Value, indent: string, lines: string[]): void {
  if (!isMap(item) || item.size === 0) {
    writeValue(`${indent}-`, item, `${indent}  `, lines);
    return;
  }
  const first = lines.length;
  writeMap(item, `${indent}  `, lines);
  lines[first] = `${indent}- ${lines[first]?.slice(indent.length + 2) ?? ""}`;
}

const quotedKey = (key: string): string => (/^[\w./-]+$/.test(key) ? key : JSON.stringify(key));

function quoted({ text, isQuoted }: Text): string {
  const isPlain = !isQuoted || /^[a-zA-Z/.][\w./@+-]*(?: [\w./@+-]+)*$/.test(text);
  const isSafe = !/[\n\t]|^[\s&*!|>'"%@`{[\]},#?-]|: |\s#|[\s:]$/.test(text) && (text !== "" || !isQuoted);
  return isPlain && isSafe && !/^(?:true|false|null|yes|no|on|off)$/i.test(isQuoted ? text : "")
    ? text
    : JSON.stringify(text);
}
