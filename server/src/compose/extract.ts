/** Takes what services repeat out into an `x-` key with an anchor. */
import * as l10n from "@vscode/l10n";
import type { CodeAction } from "vscode-languageserver-types";
import { textEdit } from "../text/document.ts";
import { type Edit, insert, replace, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { serviceAt } from "./services.ts";
import type { Pair } from "./yaml.ts";

/** Offered on a key of a service that holds a block, such as `logging`; every service with the very same one uses the anchor then. */
export function extractAnchor(file: ComposeFile, { start }: Span): CodeAction | null {
  const pair = serviceAt(file, start)?.body?.pairs.find((it) => it.key.start <= start && start <= it.key.end);
  const services = file.section("services")[0];
  const lines = pair && linesOf(file, pair);
  if (!pair || !lines || !services || pair.isMerge) return null;
  const name = freeName(file, pair.name);
  const same = file.services
    .flatMap(({ body }) => body?.pair(pair.name) ?? [])
    .filter((it) => linesOf(file, it)?.join("\n") === lines.join("\n"));
  const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
  const block = [`x-${name}: &${name}`, ...lines.map((it) => (it === "" ? "" : `  ${it}`)), ""].join(eol);
  const edits: Edit[] = [
    insert(lineStart(file.text, services.key.start), `${block}${eol}`),
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

function freeName(file: ComposeFile, key: string): string {
  const plain = key.replaceAll("_", "-");
  const isTaken = (name: string): boolean => file.anchors.has(name) || file.section(`x-${name}`).length > 0;
  let name = plain;
  for (let i = 2; isTaken(name); i++) name = `${plain}-${i}`;
  return name;
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;
