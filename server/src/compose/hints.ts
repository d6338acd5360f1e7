/** Values shown beside the text: what a variable is, what an extended service had said, which ports others add. */
import * as l10n from "@vscode/l10n";
import type { InlayHint } from "vscode-languageserver-types";
import type { Span } from "../text/span.ts";
import type { ComposeFile, Entry } from "./compose-file.ts";
import { addedPorts } from "./effective.ts";
import { envOf, uriOf } from "./env.ts";
import { variablesIn } from "./interpolation.ts";
import { otherFile } from "./project.ts";
import { looksSecret, withoutPasswords } from "./secrets.ts";
import { extendedBy } from "./services.ts";
import { interpolationsOf } from "./variables.ts";
import type { Pair, ScalarNode } from "./yaml.ts";

const LONGEST = 40;
const MOST_PORTS = 4;

export function inlayHints(file: ComposeFile, span: Span): InlayHint[] {
  const isIn = (offset: number): boolean => span.start <= offset && offset <= span.end;
  return [...variableHints(file, isIn), ...parentHints(file, isIn), ...portHints(file, isIn)];
}

function* variableHints(file: ComposeFile, isIn: (offset: number) => boolean): Generator<InlayHint> {
  const env = envOf(file);
  if (!env) return;
  for (const { node, parts } of interpolationsOf(file)) {
    if (!isIn(node.start)) continue;
    for (const { name, from, to } of variablesIn(parts)) {
      const value = env.variables.get(name)?.value;
      if (value === null || value === undefined || looksSecret(name)) continue;
      const { end } = node.part(from, to);
      yield {
        position: file.document.positionAt(end),
        label: `= ${shortened(withoutPasswords(value))}`,
        paddingLeft: true,
      };
    }
  }
}

function* parentHints(file: ComposeFile, isIn: (offset: number) => boolean): Generator<InlayHint> {
  for (const service of file.services) {
    if (!service.body || !isIn(service.key.start)) continue;
    const base = baseOf({ file, entry: service });
    if (!base) continue;
    for (const pair of service.body.pairs) {
      const value = file.resolve(pair.value);
      const before = inherited(base, pair.name);
      if (value?.kind !== "scalar" || !before || before.value === value.value) continue;
      const label = l10n.t("instead of {0}", shortened(before.value));
      yield { position: file.document.positionAt(pair.value.end), label, paddingLeft: true };
    }
  }
}

function* portHints(file: ComposeFile, isIn: (offset: number) => boolean): Generator<InlayHint> {
  const shown = file.services.filter((it) => isIn(it.key.start));
  if (shown.length === 0) return;
  const added = addedPorts(file);
  for (const service of shown) {
    const ports = added(service).map((it) => `"${it}"`);
    if (ports.length === 0) continue;
    const more = ports.length > MOST_PORTS ? [...ports.slice(0, MOST_PORTS), "…"] : ports;
    const own = service.body?.pair("ports");
    const label = own ? l10n.t("and {0}", more.join(", ")) : l10n.t("ports {0}", more.join(", "));
    yield { position: file.document.positionAt(behind(file, own ?? service.pair)), label, paddingLeft: true };
  }
}

/** Where the line of a key has room: behind a value in brackets, or else behind the colon. */
function behind(file: ComposeFile, { key, value }: Pair): number {
  const isShort = value.kind === "seq" && value.isFlow && !file.text.slice(value.start, value.end).includes("\n");
  return isShort ? value.end : file.text.indexOf(":", key.end) + 1;
}

interface ServiceOf {
  readonly file: ComposeFile;
  readonly entry: Entry;
}

/** The service that one extends, here or in another file. */
function baseOf({ file, entry: { body } }: ServiceOf): ServiceOf | null {
  const path = file.scalar(body, "extends", "file");
  const uri = path && uriOf(file, path.value);
  const other = uri === null ? null : otherFile(file, uri);
  const home = path ? other : file;
  const name = path ? file.scalar(body, "extends", "service") : extendedBy(file, body);
  const entry = home && name ? home.entry("services", name.value) : null;
  return home && entry && { file: home, entry };
}

/** What the extended services say of a key, the nearest first. */
function inherited(base: ServiceOf, key: string): ScalarNode | null {
  const seen = new Set<Pair>();
  for (let at: ServiceOf | null = base; at && !seen.has(at.entry.pair); at = baseOf(at)) {
    seen.add(at.entry.pair);
    const pair: Pair | null = at.file.pair(at.entry.body, key);
    const value = pair && at.file.resolve(pair.value);
    if (value) return value.kind === "scalar" ? value : null;
  }
  return null;
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
};
