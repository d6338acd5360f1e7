/** What stands under the cursor means: a key of the specification, a name's definition, a variable's value. */
import * as l10n from "@vscode/l10n";
import type { Hover } from "vscode-languageserver-types";
import { lineStart } from "../text/lines.ts";
import { codeBlock, inCode } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { effectiveService } from "./effective.ts";
import { envOf, uriOf, variableAt } from "./env.ts";
import { factAt } from "./facts.ts";
import { nameOf } from "./files.ts";
import { keyAt, pathOf, valueAt } from "./path.ts";
import { findEntry, otherFile } from "./project.ts";
import { type Occurrence, occurrenceAt } from "./references.ts";
import { type Kind, keysOf, kindsOf, ROOT, type Schema, type Step, schemaAt, valuesOf } from "./schema.ts";
import { looksSecret, MASK, withoutPasswords } from "./secrets.ts";
import { targetAt } from "./stages.ts";
import { usedAs } from "./templates.ts";
import type { YamlNode } from "./yaml.ts";

export function hover(file: ComposeFile, offset: number): Hover | null {
  const variable = variableHover(file, offset);
  if (variable) return variable;
  const name = occurrenceAt(file, offset);
  const definition = name && !name.isDefinition ? sourceOf(file, name) : null;
  if (name && definition) return markdown(file, codeBlock("yaml", definition), name.span);
  const effective = name?.isDefinition && name.kind === "services" ? effectiveService(file, name.name) : null;
  if (name && effective) {
    return markdown(
      file,
      `${l10n.t("After merging and with all variables:")}\n\n${codeBlock("yaml", effective)}`,
      name.span,
    );
  }
  const stage = targetAt(file, offset);
  if (stage?.text) return markdown(file, codeBlock("dockerfile", shortened(stage.text.split(/\r?\n/))), stage.node);
  const pair = keyAt(file, offset);
  if (pair) return keyHover(file, explained(usedAs(file, pathOf(pair))), pair.key);
  const value = valueAt(file, offset);
  if (!value) return null;
  const path = usedAs(file, pathOf(value.pair));
  return explained(path) === path ? keyHover(file, path, value.node) : null;
}

function keyHover(file: ComposeFile, path: readonly Step[], span: Span): Hover | null {
  const schema = schemaAt(path);
  const text = schema && describe(schema, path);
  return text ? markdown(file, text, span) : null;
}

/** A name that the user has chosen, such as that of a variable, is explained by what it stands in. */
function explained(path: readonly Step[]): readonly Step[] {
  const above = path.slice(0, -1);
  const schema = above.length > 2 ? schemaAt(above) : null;
  return schema && !keysOf(schema).has(String(path.at(-1))) ? above : path;
}

/** The specification's words for a key, what it can be and what it is when it is left out. */
export function describe(schema: Schema, path: readonly Step[]): string {
  const fact = factAt(path);
  const values = valuesOf(schema);
  const fallback = fact?.fallback ?? schema.fallback;
  const localised = fact?.text?.();
  // Not a literal: its Spanish is in l10n/compose-schema.es.json, which a test keeps whole.
  const official = schema.description && l10n.t(schema.description);
  const kinds = kindsIn(schema);
  const lines = [localised ?? official ?? ""];
  if (localised && official && official !== localised) lines.push(`_${official}_`);
  const allowed = values.length > 0 ? values : (fact?.values ?? []);
  if (values.length > 0)
    lines.push(
      `${l10n.t("Allowed values:")} ${[...allowed]
        .sort()
        .map((it) => `\`${it}\``)
        .join(", ")}`,
    );
  else if (allowed.length > 0 && allowed.length < 12) {
    lines.push(`${l10n.t("Usual values:")} ${allowed.map((it) => `\`${it}\``).join(", ")}`);
  }
  if (fallback !== null && fallback !== undefined) lines.push(`${l10n.t("Default:")} \`${fallback}\``);
  if (kinds !== "" && values.length === 0) lines.push(`${l10n.t("Type:")} ${kinds}`);
  const page = documentation(path);
  if (page) lines.push(`[${l10n.t("Documentation")}](${page})`);
  return lines.filter((it) => it !== "").join("\n\n");
}

const KINDS: Readonly<Record<Kind, () => string>> = {
  object: () => l10n.t("mapping"),
  array: () => l10n.t("list"),
  string: () => l10n.t("text"),
  number: () => l10n.t("number"),
  integer: () => l10n.t("whole number"),
  boolean: () => l10n.t("true or false"),
  null: () => l10n.t("nothing"),
};
/** What a value can be, in the user's language. */
export const kindsIn = (schema: Schema): string =>
  kindsOf(schema)
    .filter((it) => it !== "null")
    .map((it) => KINDS[it]())
    .join(" | ");

const PAGES: Readonly<Record<string, string>> = {
  name: "version-and-name",
  version: "version-and-name",
  include: "include",
  services: "services",
  networks: "networks",
  volumes: "volumes",
  secrets: "secrets",
  configs: "configs",
  models: "models",
};

function documentation(path: readonly Step[]): string | null {
  const page = PAGES[String(path[0])];
  if (!page || !ROOT.properties.has(String(path[0]))) return null;
  const [, , key] = path;
  const under = path[0] === "services" && (key === "build" || key === "deploy" || key === "develop") && path.length > 3;
  const anchor = under ? String(path[3]) : typeof key === "string" ? key : null;
  const base = "https://docs.docker.com/reference/compose-file/";
  return `${base}${under ? key : page}/${anchor ? `#${anchor.toLowerCase()}` : ""}`;
}

/** The lines that define a name, without the indentation they share. */
function sourceOf(file: ComposeFile, it: Occurrence): string | null {
  if (it.kind === "profiles") return null;
  if (it.kind === "anchors") {
    const node = file.anchors.get(it.name)?.[Number(it.identity.split(" ").at(-1))];
    return node ? blockOf(file, node, lineStart(file.text, node.anchor?.start ?? node.start)) : null;
  }
  const uri = it.file && uriOf(file, it.file.value);
  const other = uri ? otherFile(file, uri) : null;
  const entry = other?.entry(it.kind, it.name);
  const found = it.file ? (other && entry ? { file: other, entry } : null) : findEntry(file, it.kind, it.name);
  if (!found) return null;
  const { key, pair } = found.entry;
  return blockOf(found.file, pair.value, lineStart(found.file.text, key.start));
}

const LONGEST = 60;

function blockOf(file: ComposeFile, node: YamlNode, start: number): string {
  const { text } = file;
  const end = text.indexOf("\n", Math.max(node.end - 1, start));
  const lines = text
    .slice(start, end < 0 ? text.length : end)
    .trimEnd()
    .split(/\r?\n/);
  const margin = /^\s*/.exec(lines[0] ?? "")?.[0].length ?? 0;
  return shortened(lines.map((it) => (it.slice(0, margin).trim() === "" ? it.slice(margin) : it)));
}

const shortened = (lines: readonly string[]): string =>
  (lines.length > LONGEST ? [...lines.slice(0, LONGEST), "# …"] : lines).join("\n");

function variableHover(file: ComposeFile, offset: number): Hover | null {
  const found = variableAt(file, offset);
  if (!found) return null;
  const { name, operator, operand } = found.variable;
  const env = envOf(file);
  const set = env?.variables.get(name);
  const lines = [`\`${name}\``];
  if (env && set && set.value !== null)
    lines.push(l10n.t("`{0}` from `{1}`", inCode(shownValue(name, set.value)), inCode(nameOf(env.uri))));
  else if (operator === ":-" || operator === "-")
    lines.push(l10n.t("Not set in `.env`: `{0}` is taken, unless the shell sets it.", inCode(operand)));
  else if (operator === ":?" || operator === "?")
    lines.push(l10n.t("Not set in `.env`: Docker Compose stops, unless the shell sets it."));
  else lines.push(l10n.t("Not set in `.env`: it is empty, unless the shell sets it."));
  return markdown(file, lines.join("\n\n"), found.span);
}

/** What looks like a secret is not shown. */
const shownValue = (name: string, value: string): string => (looksSecret(name) ? MASK : withoutPasswords(value));

const markdown = (file: ComposeFile, value: string, span: Span): Hover => ({
  contents: { kind: "markdown", value },
  range: file.rangeOf(span),
});
