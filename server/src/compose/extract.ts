/** Takes what services repeat out into an `x-` key with an anchor. */
import * as l10n from "@vscode/l10n";
import type { CodeAction } from "vscode-languageserver-types";
import { textEdit } from "../text/document.ts";
import { eolOf, lineStart } from "../text/lines.ts";
import { type Edit, insert, replace, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { indentOf } from "./indent.ts";
import { serviceAt } from "./services.ts";
import type { Pair } from "./yaml.ts";

/** Offered on a key of a service that holds a block, such as `logging`; every service with the very same one uses the anchor then. */
export function extractAnchor(file: ComposeFile, { start: at }: Span): CodeAction | null {
  const pair = serviceAt(file, at)?.body?.pairs.find((it) => it.key.start <= at && at <= it.key.end);
  const services = file.section("services")[0];
  const lines = pair && linesOf(file, pair);
  if (!pair || !lines || !services || pair.isMerge) return null;
  const name = freeName(file, pair.name);
  const same = file.services
    .flatMap(({ body }) => body?.pair(pair.name) ?? [])
    .filter((it) => linesOf(file, it)?.join("\n") === lines.join("\n"));
  const eol = eolOf(file.text);
  const start = lineStart(file.text, services.key.start);
  const margin = file.text.slice(start, services.key.start);
  if (margin.trim() !== "" || needsAnchorBehind(file, pair, start)) return null;
  const inside = margin + indentOf(file);
  const block = [`${margin}x-${name}: &${name}`, ...lines.map((it) => (it === "" ? "" : inside + it)), ""].join(eol);
  const edits: Edit[] = [
    insert(start, `${block}${eol}`),
    ...[...new Set(same)].map((it) => replace({ start: it.key.end, end: endOf(file, it) }, `: *${name}`)),
  ];
  return {
    title: l10n.t("Extract to `{0}` with an anchor", `x-${name}`),
    kind: "refactor.extract",
    edit: { changes: { [file.document.uri]: edits.map((it) => textEdit(file.document, it)) } },
  };
}

/** The lines of a block value without the indentation they share; null for anything else. */
function linesOf(file: ComposeFile, { key, value }: Pair): string[] | null {
  if ((value.kind !== "map" && value.kind !== "seq") || value.isFlow || value.anchor || value.tag) return null;
  if (value.end <= value.start) return null;
  const from = file.text.indexOf("\n", key.end) + 1;
  const head = file.text.slice(key.end, from);
  if (from === 0 || !/^:\s*$/.test(head)) return null;
  const lines = file.text.slice(from, endOf(file, { key, value } as Pair)).split(/\r?\n/);
  const margin = Math.min(...lines.filter((it) => it.trim() !== "").map((it) => it.search(/\S/)));
  return lines.map((it) => it.slice(margin));
}

/** Without the line breaks that a block has at its end. */
function endOf({ text }: ComposeFile, { key, value }: Pair): number {
  let end = Math.max(value.end, key.end);
  while (end > key.end && /\s/.test(text[end - 1] ?? "")) end--;
  return end;
}

/** An alias in it, whose anchor would come only after it. */
function needsAnchorBehind(file: ComposeFile, { value }: Pair, start: number): boolean {
  const inside = file.aliases.filter((it) => value.start <= it.start && it.end <= value.end);
  return inside.some((it) => (file.target(it)?.start ?? 0) >= start);
}

function freeName(file: ComposeFile, key: string): string {
  const plain = key.replaceAll("_", "-");
  const isTaken = (name: string): boolean => file.anchors.has(name) || file.section(`x-${name}`).length > 0;
  let name = plain;
  for (let i = 2; isTaken(name); i++) name = `${plain}-${i}`;
  return name;
}
