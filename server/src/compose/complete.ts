/** What can be written at the cursor. */
import * as l10n from "@vscode/l10n";
import type { CompletionItem, CompletionList, Range, TextEdit } from "vscode-languageserver-types";
import { ASK_AGAIN } from "../text/ask-again.ts";
import { textEdit } from "../text/document.ts";
import { codeBlock } from "../text/markdown.ts";
import type { ComposeFile } from "./compose-file.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { contextOf } from "./dockerfiles.ts";
import { envOf, homeOf } from "./env.ts";
import { factAt } from "./facts.ts";
import { resolvePath } from "./files.ts";
import { fittingAnchors, mergeableAnchors } from "./fitting-anchors.ts";
import { FittingNames } from "./fitting-names.ts";
import { describe } from "./hover.ts";
import { indentOf } from "./indent.ts";
import { variablesIn } from "./interpolation.ts";
import { type KeptForm, keepItem, keptItem } from "./kept-items.ts";
import { inside, keyOffer, keyText, leadsOn, plain, quotedWhereNeeded } from "./key-text.ts";
import { pathKind } from "./path-places.ts";
import { itemsOf, keysOf, kindsOf, type Schema, type Step, schemaAt, valuesOf } from "./schema.ts";
import { looksSecret, withoutPasswords } from "./secrets.ts";
import { addEntry } from "./sections.ts";
import { indented, SERVICE_SNIPPETS } from "./snippets.ts";
import { usedAs } from "./templates.ts";
import { interpolationsOf } from "./variables.ts";

interface Client {
  readonly snippets: boolean;
  readonly asksAgain?: boolean;
  /** It asks for the documentation of the item that is looked at. */
  readonly asksForDocumentation?: boolean;
}

const KIND = { property: 10, value: 12, snippet: 15, reference: 18, file: 17, folder: 19, variable: 6 } as const;
const SNIPPET = 2;
const AS_IS = 1;

export const complete = (file: ComposeFile, offset: number, client: Client): CompletionItem[] =>
  variableItems(file, offset) ?? builderAt(file, offset, client, false)?.items ?? [];

/** For editors that take what all items replace once for all of them. */
export function completeList(file: ComposeFile, offset: number, client: Client): CompletionList {
  const variables = variableItems(file, offset);
  const builder = variables ? null : builderAt(file, offset, client, true);
  const items = variables ?? builder?.items ?? [];
  return { isIncomplete: false, ...(builder && { itemDefaults: { editRange: builder.range } }), items };
}

function builderAt(file: ComposeFile, offset: number, client: Client, isRangeShared: boolean): Builder | null {
  const cursor = cursorAt(file, offset);
  if (!cursor) return null;
  const builder = new Builder(file, offset, cursor, { ...client, isRangeShared });
  builder.add();
  return builder;
}

/** The item with what is said of it, where it was offered without. */
export function documented(item: CompletionItem): CompletionItem {
  const path: unknown = item.data;
  if (!Array.isArray(path) || !path.every((it) => typeof it === "string" || typeof it === "number")) return item;
  const schema = schemaAt(path);
  return schema ? { ...item, documentation: { kind: "markdown", value: describe(schema, path) } } : item;
}

/** Inside `$NAME` or `${NAME`. */
function variableItems(file: ComposeFile, offset: number): CompletionItem[] | null {
  const before = file.text.slice(Math.max(0, offset - 200), offset);
  const match = /(?<!\$)\$\{?(\w*)$/.exec(before);
  if (!match) return null;
  const env = envOf(file);
  const names = new Map<string, string | null>([...(env?.variables.values() ?? [])].map((it) => [it.name, it.value]));
  for (const { parts } of interpolationsOf(file)) {
    for (const { name } of variablesIn(parts)) if (!names.has(name)) names.set(name, null);
  }
  const behind = /^\w*/.exec(file.text.slice(offset, offset + LONGEST_WORD))?.[0] ?? "";
  const range = file.rangeOf({ start: offset - (match[1] ?? "").length, end: offset + behind.length });
  return [...names].map(([label, value]) => ({
    label,
    kind: KIND.variable,
    textEdit: { range, newText: label },
    ...(value !== null && !looksSecret(label) && { detail: withoutPasswords(value) }),
  }));
}

const LONGEST_WORD = 200;

interface Taking extends Client {
  /** Items need not say what they replace. */
  readonly isRangeShared: boolean;
}

/** Sections whose names services use. */
const DEFINED = ["networks", "volumes", "secrets", "configs"] as const;

/** What the project itself names comes before what the schema allows. */
const FIRST: readonly CompletionItem["kind"][] = [KIND.reference, KIND.variable];

interface Offer {
  readonly kind: NonNullable<CompletionItem["kind"]>;
  readonly documentation?: string;
  readonly detail?: string;
  readonly sortText?: string;
  /** With placeholders, for clients that understand them. */
  readonly snippet?: string;
  readonly additionalTextEdits?: TextEdit[];
  readonly data?: readonly Step[];
  readonly command?: typeof ASK_AGAIN;
}

class Builder {
  readonly items: CompletionItem[] = [];
  readonly #file: ComposeFile;
  readonly #offset: number;
  readonly #cursor: Cursor;
  readonly #client: Taking;
  readonly #names: FittingNames;
  /** The whole word, of which the cursor may be in the middle. */
  readonly range: Range;
  /** The quote that the word starts with ends behind it. */
  readonly #isClosed: boolean;
  /** The colon stands behind the word already. */
  readonly #hasColon: boolean;

  constructor(file: ComposeFile, offset: number, cursor: Cursor, client: Taking) {
    this.#file = file;
    this.#offset = offset;
    this.#cursor = cursor;
    this.#client = client;
    this.#names = new FittingNames(file, offset, cursor);
    const behind = file.text.slice(offset, offset + LONGEST_WORD);
    const rest = cursor.prefix === "" ? "" : (/^[\w.-]*/.exec(behind)?.[0] ?? "");
    this.range = file.rangeOf({ start: cursor.word.start, end: offset + rest.length });
    const line = behind.slice(rest.length, (behind.search(/\r?\n/) + 1 || behind.length + 1) - 1);
    this.#isClosed = cursor.quote === "" || line.split(cursor.quote).length % 2 === 0;
    this.#hasColon = cursor.prefix !== "" && /^["']?[ ]*:/.test(behind.slice(rest.length));
  }

  /** In brackets everything stands in one line. */
  get #isFlow(): boolean {
    return this.#cursor.column < 0;
  }

  get #step(): string {
    return indentOf(this.#file);
  }

  add(): void {
    const { kind, prefix, quote } = this.#cursor;
    const path = usedAs(this.#file, this.#cursor.path);
    if (quote === "" && prefix.startsWith("*")) this.#anchors(path);
    const schema = prefix.startsWith("*") ? null : schemaAt(path);
    if (!schema) return;
    if (kind !== "key") this.#values(schema, path);
    // A value that is still empty may become a mapping below, but not here.
    if (kind === "value" || quote !== "" || /^[./~]/.test(prefix) || (kind === "item" && this.#isFlow)) return;
    if (kind === "key") {
      this.#nameKeys(path);
      const items = itemsOf(schema);
      const isMapping = keysOf(schema).size > 0 || this.#cursor.siblings.size > 0;
      if (items && !isMapping && !this.#isFlow && !this.#hasColon) this.#dashes(items, path);
      if (path.length > 0) this.#merge(schema);
    }
    this.#keys(schema, path);
    if (kind === "key" && path.length === 1 && path[0] === "services") this.#services();
  }

  #push(label: string, text: string, offer: Offer): void {
    this.items.push(this.#item(label, text, offer));
  }

  #item(label: string, text: string, offer: Offer): CompletionItem {
    const { needsBlank, quote, untabbing } = this.#cursor;
    const { snippet, documentation, additionalTextEdits = [], ...others } = offer;
    const edits = [...untabbing.map((it) => textEdit(this.#file.document, it)), ...additionalTextEdits];
    const withSnippet = snippet !== undefined && this.#client.snippets && !this.#hasColon;
    const written = this.#hasColon ? (/^[^:]*/.exec(text)?.[0] ?? "") : withSnippet ? snippet : text;
    const newText = (needsBlank ? " " : "") + quote + written + (this.#isClosed ? "" : quote);
    const first = FIRST.indexOf(offer.kind);
    return {
      label,
      ...(first >= 0 && { sortText: `!${first}${label}` }),
      ...others,
      ...(documentation !== undefined && { documentation: { kind: "markdown", value: documentation } }),
      ...(quote !== "" && { filterText: quote + label }),
      ...(this.#client.isRangeShared ? { textEditText: newText } : { textEdit: { range: this.range, newText } }),
      ...(withSnippet && { insertTextFormat: SNIPPET }),
      ...(newText.includes("\n") && { insertTextMode: AS_IS }),
      ...(edits.length > 0 && { additionalTextEdits: edits }),
    };
  }

  #anchors(path: readonly Step[]): void {
    const { column } = this.#cursor;
    const names =
      path.at(-1) === "<<"
        ? mergeableAnchors(this.#file, this.#offset, column, schemaAt(path.slice(0, -1)))
        : fittingAnchors(this.#file, this.#offset, column, schemaAt(path));
    for (const name of names) this.#push(`*${name}`, `*${name}`, { kind: KIND.reference });
  }

  /** Mappings with an anchor can be merged into others, where the schema wants a mapping. */
  #merge(schema: Schema): void {
    if (this.#hasColon || this.#cursor.siblings.has("<<") || !kindsOf(schema).includes("object")) return;
    const names = mergeableAnchors(this.#file, this.#offset, this.#cursor.column, schema).map((it) => `*${it}`);
    const [first] = names;
    if (!first) return;
    const choice = names.length === 1 ? first : `\${1|${names.join(",")}|}`;
    const documentation = l10n.t("Takes over the keys of a mapping with an anchor; what is written here wins.");
    this.#push("<<", `<<: ${first}`, { kind: KIND.property, snippet: `<<: ${choice}`, sortText: "{", documentation });
  }

  // ------------------------------------------------------------------------------------------------------------- keys

  #keys(schema: Schema, path: readonly Step[]): void {
    const { siblings } = this.#cursor;
    const form = this.#client.isRangeShared && this.#cursor.untabbing.length === 0 ? this.#form : null;
    for (const [key, inner] of keysOf(schema)) {
      if (inner.isDeprecated) continue;
      const isThere = siblings.has(key);
      const known = form === null ? null : keptItem(inner, form, isThere);
      this.items.push(known ?? this.#key(key, inner, path, isThere, form));
    }
  }

  #key(key: string, schema: Schema, above: readonly Step[], isThere: boolean, form: KeptForm | null): CompletionItem {
    const path = [...above, key];
    const { text, snippet, detail, documentation } = keyOffer(path, schema, this.#cursor.column, this.#step);
    const item = this.#item(key, text, {
      kind: KIND.property,
      detail,
      ...(this.#client.asksForDocumentation ? { data: path } : { documentation }),
      ...orderOf(key, above, isThere),
      ...(snippet !== text && { snippet }),
      ...(this.#client.asksAgain && !this.#hasColon && leadsOn(path, schema, snippet) && { command: ASK_AGAIN }),
    });
    return form === null ? item : keepItem(schema, form, isThere, item);
  }

  /** What an offered key depends on beside its place in the schema. */
  get #form(): KeptForm {
    const { snippets, asksAgain, asksForDocumentation } = this.#client;
    const { column, needsBlank } = this.#cursor;
    return `${column} ${this.#step} ${needsBlank} ${this.#hasColon} ${snippets} ${asksAgain} ${asksForDocumentation}`;
  }

  /** Items of a list that has no dash yet. */
  #dashes(items: Schema, path: readonly Step[]): void {
    for (const value of this.#names.at([...path, 0])) this.#push(`- ${value}`, `- ${value}`, { kind: KIND.value });
    const [first] = keysOf(items).keys();
    if (first && this.#names.at([...path, 0]).length === 0) {
      for (const [key, inner] of keysOf(items)) {
        const { text, snippet } = keyText([...path, 0, key], inner, this.#cursor.column + 2, this.#step);
        this.#push(`- ${key}`, `- ${text}`, { kind: KIND.property, snippet: `- ${snippet}` });
      }
    }
  }

  /** Names as keys: the networks of a service, what it depends on, and what is still to be defined. */
  #nameKeys(path: readonly Step[]): void {
    const [root, , key] = path;
    const indent = `\n${" ".repeat(Math.max(0, this.#cursor.column))}${this.#step}`;
    const section = path.length === 1 ? DEFINED.find((it) => it === root) : undefined;
    for (const name of section ? this.#names.missing(section) : []) {
      const isFile = section === "secrets" || section === "configs";
      const text = isFile ? inside(name, `file: ./${name}`, this.#isFlow ? null : indent) : `${name}:`;
      this.#push(name, this.#isFlow && !isFile ? `${text} ` : text, { kind: KIND.reference });
    }
    if (root !== "services" || path.length < 3) return;
    if (path.length === 3 && key === "depends_on") {
      const choice = `\${1|service_started,service_healthy,service_completed_successfully|}`;
      for (const name of this.#names.of("services")) {
        const snippet = inside(name, `condition: ${choice}`, this.#isFlow ? null : indent);
        this.#push(name, plain(snippet), { kind: KIND.reference, snippet });
      }
    }
    if (path.length === 3 && (key === "networks" || key === "models")) {
      for (const name of this.#names.of(key))
        this.#push(name, this.#isFlow ? `${name}: ` : `${name}:`, { kind: KIND.reference });
    }
    if (path.length === 4 && key === "build" && path[3] === "args") {
      for (const name of this.#names.buildArguments()) this.#push(name, `${name}: `, { kind: KIND.variable });
    }
  }

  #services(): void {
    const { column, siblings } = this.#cursor;
    if (this.#isFlow || this.#hasColon) return;
    const indent = `\n${" ".repeat(column)}${this.#step}`;
    for (const { name, label = name, body, volume } of SERVICE_SNIPPETS) {
      let key = name;
      for (let i = 2; siblings.has(key); i++) key = `${name}-${i}`;
      const service = [`${key}:`, ...indented(body, this.#step).split("\n")].join(indent);
      const { suffix, edits } = this.#volume(volume);
      this.#push(label, plain(service + suffix), {
        kind: KIND.snippet,
        snippet: `${service}$0${suffix}`,
        documentation: codeBlock("yaml", plain(`${key}:\n  ${body.replaceAll("\n", "\n  ")}`)),
        ...(edits.length > 0 && { additionalTextEdits: edits }),
      });
    }
  }

  /** What defines the volume of a service: elsewhere in the file, or behind the service where that is the end of the file. */
  #volume(name: string | undefined): { readonly suffix: string; readonly edits: TextEdit[] } {
    const nothing = { suffix: "", edits: [] };
    if (name === undefined || this.#names.of("volumes").includes(name)) return nothing;
    const rest = this.#file.text.slice(this.#offset);
    const hasSection = this.#file.section("volumes").length > 0;
    if (!hasSection && rest.trim() === "")
      return { suffix: `\n\nvolumes:\n${this.#step}${name}:${rest === "" ? "\n" : ""}`, edits: [] };
    const edit = addEntry(this.#file, "volumes", name);
    return edit ? { suffix: "", edits: [textEdit(this.#file.document, edit)] } : nothing;
  }

  // ----------------------------------------------------------------------------------------------------------- values

  #values(schema: Schema, path: readonly Step[]): void {
    const values = valuesOf(schema);
    const { prefix } = this.#cursor;
    const documentation = schema.description ? l10n.t(schema.description) : undefined;
    for (const value of values.length > 0 ? values : (factAt(path)?.values ?? [])) {
      this.#push(value, this.#cursor.quote === "" ? quotedWhereNeeded(value) : value, {
        kind: KIND.value,
        ...(documentation && { documentation }),
      });
    }
    if (kindsOf(schema).includes("boolean")) {
      for (const value of ["true", "false"]) this.#push(value, value, { kind: KIND.value });
    }
    const folders = pathKind(this.#file, this.#offset, path, prefix);
    if (folders) this.#paths(folders);
    if (/^[./~]/.test(prefix)) return;
    for (const value of this.#names.at(path)) this.#push(value, value, { kind: KIND.reference });
    if (!this.#hasColon) this.#short(path);
  }

  /** The short syntax of ports and volumes, piece by piece. */
  #short(path: readonly Step[]): void {
    if (path.length !== 4 || path[0] !== "services" || path[3] !== 0 || this.#cursor.prefix.includes(":")) return;
    const snippet = (label: string, text: string): void =>
      this.#push(label, plain(text), { kind: KIND.snippet, snippet: text, sortText: `"${10 + this.items.length}` });
    const quote = this.#cursor.quote === "" ? '"' : "";
    if (path[2] === "volumes") {
      for (const name of this.#names.of("volumes")) {
        this.#push(name, `${name}:/`, { kind: KIND.reference, snippet: `${name}:\${1:/container/path}` });
      }
      snippet("hostPath:containerPath:mode", "${1:./hostPath}:${2:/containerPath}:${3|ro,rw|}");
      snippet("volumeName:containerPath:mode", "${1:volumeName}:${2:/containerPath}:${3|ro,rw|}");
      snippet("hostPath:containerPath", "${1:./hostPath}:${2:/containerPath}");
      snippet("volumeName:containerPath", "${1:volumeName}:${2:/containerPath}");
      snippet("containerPath", "${1:/containerPath}");
    }
    if (path[2] !== "ports") return;
    for (const port of this.#names.exposedPorts()) snippet(`${port}:${port}`, `${quote}\${1:${port}}:${port}${quote}`);
    snippet("hostPort:containerPort", `${quote}\${1:8080}:\${2:80}${quote}`);
    snippet("containerPort", `${quote}\${1:80}${quote}`);
    snippet("hostPort:containerPort/protocol", `${quote}\${1:8080}:\${2:80}/\${3|tcp,udp|}${quote}`);
    snippet("hostRange:containerRange", `${quote}\${1:8080-8090}:\${2:80-90}${quote}`);
    snippet("containerRange", `${quote}\${1:80-90}${quote}`);
  }

  #paths(kind: "any" | "folders"): void {
    const { prefix, word } = this.#cursor;
    const slash = prefix.lastIndexOf("/");
    const isInContext = this.#cursor.path[3] === "dockerfile";
    const base = (isInContext ? contextOf(this.#file, this.#names.service()) : null) ?? homeOf(this.#file);
    const folder = resolvePath(base, slash < 0 ? "./" : prefix.slice(0, slash + 1));
    const entries = folder === null ? null : this.#file.files.list(folder);
    const range = this.#file.rangeOf({ start: word.end - (prefix.length - slash - 1), end: word.end });
    const written = slash < 0 && this.#cursor.needsBlank ? " " : "";
    for (const { name, isFolder } of entries ?? []) {
      if (kind === "folders" && !isFolder) continue;
      this.items.push({
        label: name,
        kind: isFolder ? KIND.folder : KIND.file,
        textEdit: { range, newText: written + name },
      });
    }
  }
}

/** Of the keys of a service, those that most services have. */
const USUAL: ReadonlySet<string> = new Set([
  "build",
  "command",
  "depends_on",
  "env_file",
  "environment",
  "healthcheck",
  "image",
  "networks",
  "ports",
  "restart",
  "volumes",
]);

/** What is there already comes last, what is used most comes first. */
function orderOf(key: string, path: readonly Step[], isThere: boolean): { sortText?: string } {
  if (isThere) return { sortText: `~${key}` };
  return path.length === 2 && path[0] === "services" && USUAL.has(key) ? { sortText: `!${key}` } : {};
}
