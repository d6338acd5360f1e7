/** Rewrites that keep the meaning: short syntax into long and back, anchors, digests. */
import * as l10n from "@vscode/l10n";
import type { CodeAction } from "vscode-languageserver-types";
import type { EngineState } from "../shared/protocol.ts";
import { textEdit } from "../text/document.ts";
import { eolOf } from "../text/lines.ts";
import { type Edit, replace, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { extractAnchor } from "./extract.ts";
import { indentOf } from "./indent.ts";
import { pinDigest } from "./pin-digest.ts";
import { serviceAt } from "./services.ts";
import { shortFormOf } from "./short-form.ts";
import { readMount, readPort } from "./values.ts";
import type { Pair, ScalarNode, SeqNode } from "./yaml.ts";

export function rewrites(file: ComposeFile, span: Span, engine: EngineState | null = null): CodeAction[] {
  const all = [...syntaxes(file, span), extractAnchor(file, span), pinDigest(file, span, engine)];
  return all.filter((it) => it !== null);
}

function syntaxes(file: ComposeFile, span: Span): CodeAction[] {
  const body = serviceAt(file, span.start)?.body;
  const pair = body?.pairs.find((it) => it.span.start <= span.end && span.start <= it.span.end);
  if (!pair) return [];
  const action = (title: string, edit: Edit): CodeAction => ({
    title,
    kind: "refactor.rewrite",
    edit: { changes: { [file.document.uri]: [textEdit(file.document, edit)] } },
  });
  const long = longFormOf(file, pair, span);
  if (long) return [action(l10n.t("Write `{0}` in the long syntax", pair.name), long)];
  const short = shortFormOf(file, pair, span.start, span.end);
  return short ? [action(l10n.t("Write `{0}` in the short syntax", pair.name), short)] : [];
}

function longFormOf(file: ComposeFile, pair: Pair, span: Span): Edit | null {
  const { name, value } = pair;
  if (name === "build" && value.kind === "scalar" && value.type === "string" && !value.tag && !value.anchor) {
    const indent = " ".repeat(column(file, pair.key.start)) + indentOf(file);
    return replace(
      { start: behindColon(file, pair), end: value.end },
      `${eolOf(file.text)}${indent}context: ${value.source}`,
    );
  }
  if (value.kind !== "seq") return null;
  if (name === "depends_on") return dependencies(file, pair, value);
  if (value.isFlow) return null;
  const item = value.items.find((it) => it.start <= span.end && span.start <= it.end);
  if (item?.kind !== "scalar" || item.value.includes("$") || item.anchor || item.tag) return null;
  const lines = name === "ports" ? portLines(item) : name === "volumes" ? mountLines(item) : null;
  return lines && replace(item, lines.join(eolOf(file.text) + " ".repeat(column(file, item.start))));
}

const column = (file: ComposeFile, offset: number): number => file.document.positionAt(offset).character;
const behindColon = (file: ComposeFile, { key }: Pair): number => file.text.indexOf(":", key.end) + 1;

function dependencies(file: ComposeFile, pair: Pair, list: SeqNode): Edit | null {
  const names = list.items.flatMap((it) => (it.kind === "scalar" && !it.anchor ? [it.source] : []));
  if (names.length !== list.items.length || names.length === 0 || list.anchor || list.tag) return null;
  if (file.text.slice(pair.key.end, list.end).includes("#")) return null;
  const eol = eolOf(file.text);
  const step = indentOf(file);
  // The dashes may stand in the column of the key; the names may not.
  const dash = list.isFlow ? 0 : column(file, file.text.lastIndexOf("-", list.items[0]?.start));
  const indent = " ".repeat(Math.max(dash, column(file, pair.key.start) + step.length));
  const end = list.isFlow ? list.end : (list.items.at(-1)?.end ?? list.end);
  const lines = names.flatMap((it) => [`${indent}${it}:`, `${indent}${step}condition: service_started`]);
  return replace({ start: behindColon(file, pair), end }, eol + lines.join(eol));
}

function portLines({ value }: ScalarNode): string[] | null {
  const { ip, host, container, protocol, faults } = readPort(value);
  // A range of container ports has no long syntax.
  if (faults.length > 0 || !container || container.first !== container.last) return null;
  return [
    `target: ${container.first}`,
    ...(host ? [`published: "${value.slice(host.from, host.to)}"`] : []),
    ...(ip ? [`host_ip: "${ip.replace(/^\[|\]$/g, "")}"`] : []),
    ...(protocol === "tcp" ? [] : [`protocol: ${protocol}`]),
  ];
}

function mountLines({ value }: ScalarNode): string[] | null {
  const { type, source, target, options, fault } = readMount(value);
  const words = options ? value.slice(options.from, options.to).split(",") : [];
  if (fault || !words.every((it) => it === "ro" || it === "rw")) return null;
  return [
    `type: ${type}`,
    ...(source ? [`source: ${quoted(value.slice(source.from, source.to))}`] : []),
    `target: ${quoted(value.slice(target.from, target.to))}`,
    ...(words.includes("ro") ? ["read_only: true"] : []),
    // The short syntax makes a folder that is not there.
    ...(type === "bind" ? ["bind:", "  create_host_path: true"] : []),
  ];
}

const quoted = (text: string): string => (/^[\w./~-][\w./@+-]*$/.test(text) ? text : JSON.stringify(text));
