/** Rewrites of the long syntax into the short one, where that can say the same. */
import { eolOf } from "../text/lines.ts";
import { type Edit, replace } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import type { MapNode, Pair, YamlNode } from "./yaml.ts";

/** The edit that writes what stands in the span shorter; null where it says more than the short syntax can. */
export function shortFormOf(file: ComposeFile, pair: Pair, from: number, to: number): Edit | null {
  const { name, value } = pair;
  if (value.kind === "map" && hasComment(file, pair.key.end, value)) return null;
  if (name === "build" && value.kind === "map") {
    const context = only(file, value, ["context"])?.context;
    return context ? replaceValue(file, pair, context) : null;
  }
  if (name === "depends_on" && value.kind === "map") return dependencies(file, pair, value);
  if (value.kind !== "seq") return null;
  const item = value.items.find((it) => it.start <= to && from <= endOf(it));
  if (item?.kind !== "map" || item.anchor || item.tag || hasComment(file, item.start, item)) return null;
  const text = name === "ports" ? port(file, item) : name === "volumes" ? mount(file, item) : null;
  return text === null ? null : replace({ start: item.start, end: endOf(item) }, text);
}

/** The texts of a mapping that has no other keys than these. */
function only(file: ComposeFile, map: MapNode, keys: readonly string[]): Record<string, string> | null {
  if (map.merges.length > 0 || map.anchor || map.tag) return null;
  const found: Record<string, string> = {};
  for (const { name, value } of map.pairs) {
    const node = file.resolve(value);
    if (!keys.includes(name) || node?.kind !== "scalar" || node.anchor || node.tag) return null;
    found[name] = node.value;
  }
  return found;
}

function port(file: ComposeFile, map: MapNode): string | null {
  const found = only(file, map, ["target", "published", "host_ip", "protocol"]);
  if (!found?.target || (found.host_ip && !found.published)) return null;
  const ip = found.host_ip?.includes(":") ? `[${found.host_ip}]` : found.host_ip;
  const protocol = found.protocol && found.protocol !== "tcp" ? `/${found.protocol}` : "";
  const text = [ip, found.published, found.target].filter((it) => it).join(":") + protocol;
  return /["\\]/.test(text) ? null : `"${text}"`;
}

function mount(file: ComposeFile, map: MapNode): string | null {
  const options = file.map(map, "bind");
  const bind = options ? only(file, options, ["create_host_path"]) : {};
  const rest = map.pairs.filter((it) => it.name !== "bind");
  const found = onlyOf(file, map, rest, ["type", "source", "target", "read_only"]);
  // The short syntax makes a folder that is not there.
  if (!found?.target || !bind || bind.create_host_path === "false") return null;
  const { target } = found;
  if (!found.source) return found.type === "volume" && !found.read_only && isPlain(target) ? target : null;
  const isPath = /^[./~]/.test(found.source);
  if (found.type !== (isPath ? "bind" : "volume") || /[:"\\]/.test(found.source + target)) return null;
  const text = `${found.source}:${target}${found.read_only === "true" ? ":ro" : ""}`;
  return isPlain(text) ? text : `"${text}"`;
}

const isPlain = (text: string): boolean => /^[\w./~:@+-]+$/.test(text);

function onlyOf(file: ComposeFile, map: MapNode, pairs: readonly Pair[], keys: readonly string[]) {
  if (map.merges.length > 0) return null;
  const found: Record<string, string> = {};
  for (const { name, value } of pairs) {
    const node = file.resolve(value);
    if (!keys.includes(name) || node?.kind !== "scalar") return null;
    found[name] = node.value;
  }
  return found;
}

function dependencies(file: ComposeFile, pair: Pair, map: MapNode): Edit | null {
  if (map.merges.length > 0 || map.anchor || map.isFlow) return null;
  const names = map.pairs.map((it) => {
    const options = it.value.kind === "map" ? only(file, it.value, ["condition"]) : null;
    return options?.condition === "service_started" ? it.key.source : null;
  });
  if (names.length === 0 || names.includes(null)) return null;
  const indent = `${eolOf(file.text)}${" ".repeat(file.document.positionAt(map.start).character)}- `;
  return replace({ start: file.text.indexOf(":", pair.key.end) + 1, end: endOf(map) }, indent + names.join(indent));
}

const replaceValue = (file: ComposeFile, { key, value }: Pair, text: string): Edit =>
  replace({ start: file.text.indexOf(":", key.end) + 1, end: endOf(value) }, ` ${text}`);

/** Without the line breaks that a block has at its end. */
function endOf(node: YamlNode): number {
  if (node.kind === "map" && !node.isFlow)
    return node.pairs.at(-1) ? endOf(node.pairs.at(-1)?.value as YamlNode) : node.end; // There is one.
  if (node.kind === "seq" && !node.isFlow) return node.items.at(-1) ? endOf(node.items.at(-1) as YamlNode) : node.end; // As above.
  return node.end;
}

/** A comment inside would be lost. */
const hasComment = ({ text }: ComposeFile, from: number, node: YamlNode): boolean =>
  /(?:^|\s)#/m.test(text.slice(from, endOf(node)));
