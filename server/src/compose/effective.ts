/** What a project comes to after merge keys, `extends`, `include`, overrides and variables; secrets are masked. */
import * as l10n from "@vscode/l10n";
import { type ComposeFile, type Entry, SECTIONS, type SectionName } from "./compose-file.ts";
import { envOf, homeOf } from "./env.ts";
import { type EnvFile, readEnv } from "./env-file.ts";
import { folderOf, nameOf, resolvePath } from "./files.ts";
import { type Part, readInterpolation } from "./interpolation.ts";
import { merged, settled } from "./merge.ts";
import { moved, pathFrom } from "./moved-paths.ts";
import { type Include, includesOf, layersOf, otherFile } from "./project.ts";
import { projectNameOf } from "./project-name.ts";
import { looksSecret, MASK, withoutPasswords } from "./secrets.ts";
import { isList, isMap, isText, plainText, Replacement, type Value, writeYaml } from "./value.ts";
import type { Resolved, ScalarNode } from "./yaml.ts";

/** Aliases of aliases can grow without end. */
const LARGEST = 20_000;
const DEEPEST = 50;
/** Files that include each other twice over are twice as many at every step. */
const MOST_FILES = 500;

/** One service as YAML; null when there is none of that name. */
export function effectiveService(file: ComposeFile, name: string): string | null {
  const reading = new Reading(file);
  const service = reading.service(name);
  return service ? writeYaml(new Map([[name, service]])) : null;
}

/** Answers which ports other files, bases and merge keys add to those that a service itself says, as short syntax. */
export function addedPorts(file: ComposeFile): (service: Entry) => readonly string[] {
  const reading = new Reading(file);
  return (service) => {
    const own = new Set(reading.ownPorts(service));
    return reading.ports(service.name).filter((it) => !own.has(it));
  };
}

/** The whole project as YAML, with what could not be worked out said in comments at its top. */
export function effectiveProject(file: ComposeFile): string {
  const reading = new Reading(file);
  const all = new Map<string, Value>([["name", { text: projectNameOf(file), isQuoted: true }]]);
  for (const section of SECTIONS) {
    const entries = reading.section(section);
    if (entries.size > 0) all.set(section, entries);
  }
  for (const [name, value] of reading.extensions()) all.set(name, value);
  const comments = [...reading.title(), ...reading.notes()].map((it) => `# ${it.replaceAll("\n", " ")}\n`);
  return `${comments.join("")}\n${writeYaml(all)}`;
}

/** The text of a value with its variables as the project's `.env` and their defaults say; secrets are masked. */
export const filledIn = (file: ComposeFile, node: ScalarNode): string => new Reading(file).filledIn(node);

/** One file of the project, with the variables that hold in it. */
interface Layer {
  readonly file: ComposeFile;
  readonly env: readonly EnvFile[];
  /** The file whose folder its relative paths start from. */
  readonly home: string;
}

class Reading {
  readonly #start: ComposeFile;
  readonly #layers: readonly Layer[];
  readonly #budget = { left: LARGEST };
  readonly #unset = new Set<string>();
  readonly #required = new Map<string, string>();
  readonly #unread = new Set<string>();
  readonly #circles = new Set<string>();
  #filesRead = 0;

  constructor(file: ComposeFile) {
    this.#start = file;
    this.#layers = layersOf(file).flatMap((it) => this.#layersOf(it, homeOf(it), [], []));
  }

  /** With what it includes below it; `above` are the files that include it. */
  #layersOf(file: ComposeFile, home: string, env: readonly EnvFile[], above: readonly string[]): Layer[] {
    const beside = envOf(file);
    const known = beside && !env.some((it) => it.uri === beside.uri) ? [...env, beside] : env;
    const path = [...above, file.document.uri];
    const own = { file, env: known, home };
    return [...includesOf(file).flatMap((it) => this.#included(own, it, path)), own];
  }

  #included({ file, env, home }: Layer, include: Include, above: readonly string[]): Layer[] {
    const known = [...env];
    for (const { value } of include.envFiles) {
      const uri = resolvePath(home, value);
      const text = uri && file.files.read(uri);
      if (uri && text) known.push(readEnv(uri, text));
      else this.#unread.add(value);
    }
    const [first] = include.paths;
    const folder = include.folder && resolvePath(home, `${include.folder.value}/`);
    const inner = folder ?? (first && resolvePath(home, first.value)) ?? home;
    return include.paths.flatMap(({ value }) => {
      const uri = resolvePath(home, value);
      const other = uri === null ? null : otherFile(file, uri);
      if (!other) {
        this.#unread.add(value);
        return [];
      }
      if (above.includes(other.document.uri)) this.#circles.add(value);
      this.#filesRead++;
      return above.includes(other.document.uri) || this.#filesRead > MOST_FILES
        ? []
        : this.#layersOf(other, inner, known, above);
    });
  }

  filledIn(node: ScalarNode): string {
    const layer = this.#ownLayer();
    return layer ? this.#text(layer, node) : node.value;
  }

  title(): string[] {
    const names = this.#layers.map(({ file }) => nameOf(file.document.uri));
    return [[...new Set(names)].join(" + "), l10n.t("Merged and with all variables. Secrets are masked.")];
  }

  /** What the reader must know of what is below. */
  notes(): string[] {
    const broken = this.#layers.filter(({ file }) => file.problems.some((it) => it.isError));
    const list = (all: Iterable<string>): string => [...all].sort().join(", ");
    return [
      ...broken.map(({ file }) =>
        l10n.t("{0} has YAML errors: what they hide is missing here.", nameOf(file.document.uri)),
      ),
      ...(this.#unread.size > 0 ? [l10n.t("Cannot be read, and left out: {0}.", list(this.#unread))] : []),
      ...(this.#circles.size > 0 ? [l10n.t("Goes round in circles, and left out: {0}.", list(this.#circles))] : []),
      ...[...this.#required].map(([name, why]) =>
        l10n.t("{0} must be set, or Docker Compose stops: {1}", name, why || l10n.t("no reason is given.")),
      ),
      ...(this.#unset.size > 0 ? [l10n.t("Not set in any .env, and left as they are: {0}.", list(this.#unset))] : []),
      ...(this.#budget.left < 0 ? [l10n.t("The project is too large to be shown as a whole.")] : []),
    ];
  }

  section(section: SectionName): Map<string, Value> {
    const found = new Map<string, Value>();
    for (const layer of this.#layers) {
      for (const entry of layer.file.entries(section)) {
        const value = section === "services" ? this.#service(layer, entry, []) : this.#body(layer, section, entry);
        put(found, entry.name, value);
      }
    }
    return this.#settled(found, section);
  }

  /** The `x-` keys at the top; those of files that are included stay there. */
  extensions(): Map<string, Value> {
    const found = new Map<string, Value>();
    const own = layersOf(this.#start);
    for (const layer of this.#layers) {
      const { file } = layer;
      if (!own.includes(file)) continue;
      for (const root of file.roots) {
        for (const { name, value } of root.kind === "map" ? file.pairs(root) : []) {
          const node = name.startsWith("x-") ? file.resolve(value) : null;
          if (node) put(found, name, masked(name, this.#value(layer, node, 0)));
        }
      }
    }
    return this.#settled(found, null);
  }

  service(name: string): Value | null {
    const found = this.#named(name, []);
    return found && (this.#settled(new Map([[name, found]]), "services").get(name) ?? null);
  }

  #settled(all: ReadonlyMap<string, Value>, section: SectionName | null): Map<string, Value> {
    const found = new Map<string, Value>();
    for (const [name, value] of all) {
      const kept = settled(value);
      if (kept) found.set(name, section === "services" ? this.#withContext(name, kept) : kept);
    }
    return found;
  }

  /** A build that names no folder takes that of the file with its service. */
  #withContext(name: string, service: Value): Value {
    const build = isMap(service) ? service.get("build") : undefined;
    if (!isMap(service) || !isMap(build) || build.has("context")) return service;
    const start = homeOf(this.#start);
    const home = this.#layers.find(({ file }) => file.entry("services", name))?.home ?? start;
    if (folderOf(home) === folderOf(start)) return service;
    const context = plainText(pathFrom(start, home, "."));
    return new Map([...service, ["build", new Map([["context", context], ...build])]]);
  }

  /** As short syntax. */
  ports(name: string): string[] {
    const service = this.service(name) ?? undefined;
    const ports = isMap(service) ? service.get("ports") : undefined;
    return isList(ports) ? ports.map(shortPort) : [];
  }

  /** Those that are written in the service itself. */
  ownPorts({ body }: Entry): string[] {
    const layer = this.#ownLayer();
    const value = body?.pair("ports")?.value;
    const node = value && this.#start.resolve(value);
    return layer && node?.kind === "seq"
      ? this.#start.items(node).map((it) => shortPort(this.#value(layer, it, 0)))
      : [];
  }

  #ownLayer(): Layer | null {
    return this.#layers.find(({ file }) => file.document.uri === this.#start.document.uri) ?? null;
  }

  #named(name: string, above: readonly string[]): Value | null {
    const found = new Map<string, Value>();
    for (const layer of this.#layers) {
      const entry = layer.file.entry("services", name);
      if (entry) put(found, name, this.#service(layer, entry, above));
    }
    return found.get(name) ?? null;
  }

  #body(layer: Layer, section: SectionName, { body, pair }: Entry): Value {
    const { file, home } = layer;
    const value = file.resolve(pair.value);
    const tag = pair.value.tag?.name;
    if (tag === "reset") return new Replacement(null);
    const written = body && value ? this.#value(layer, body, 0) : plainText("");
    const start = homeOf(this.#start);
    const read =
      folderOf(home) === folderOf(start) ? written : moved(section, written, (it) => pathFrom(start, home, it));
    return tag === "override" ? new Replacement(read) : read;
  }

  /** With what it extends below it. `above` are the services that extend it. */
  #service(layer: Layer, entry: Entry, above: readonly string[]): Value {
    const { file, env, home } = layer;
    const own = this.#body(layer, "services", entry);
    if (!(own instanceof Map)) return own;
    const value = file.get(entry.body, "extends");
    const node = value?.kind === "map" ? file.scalar(value, "service") : value?.kind === "scalar" ? value : null;
    if (!node) return own;
    const withoutExtends = new Map([...own].filter(([key]) => key !== "extends"));
    const path = value?.kind === "map" ? file.scalar(value, "file") : null;
    const uri = path && resolvePath(home, path.value);
    const other = path ? (uri ? otherFile(file, uri) : null) : file;
    const key = `${other?.document.uri} ${node.value}`;
    if (!other) this.#unread.add(path?.value ?? "?");
    if (above.includes(key)) this.#circles.add(node.value);
    if (!other || above.includes(key) || above.length > DEEPEST) return own;
    const base = other.entry("services", node.value);
    const below = base
      ? this.#service({ file: other, env, home: uri ?? home }, base, [...above, key])
      : this.#named(node.value, [...above, key]);
    return below ? (merged(below, withoutExtends, []) ?? own) : own;
  }

  #value(layer: Layer, node: Resolved, depth: number): Value {
    this.#budget.left--;
    if (this.#budget.left < 0 || depth > DEEPEST) return plainText("…");
    const { file } = layer;
    if (node.kind === "scalar") return this.#scalar(layer, node);
    if (node.kind === "seq") return file.items(node).map((it) => this.#value(layer, it, depth + 1));
    const found = new Map<string, Value>();
    for (const pair of file.pairs(node)) {
      const value = file.resolve(pair.value);
      if (!value) continue;
      const tag = pair.value.tag?.name ?? value.tag?.name;
      const read = tag === "reset" ? null : masked(pair.name, this.#value(layer, value, depth + 1));
      found.set(pair.name, tag === "reset" || tag === "override" ? new Replacement(read) : (read ?? plainText("")));
    }
    return found;
  }

  /** What a variable leaves is a text: `3.10` is no number, and nothing is no missing value. */
  #scalar(layer: Layer, node: ScalarNode): Value {
    const text = this.#text(layer, node);
    return { text, isQuoted: node.style !== "plain" || (node.value.includes("$") && OTHERWISE_TYPED.test(text)) };
  }

  #text({ env }: Layer, node: ScalarNode): string {
    const { value } = node;
    const text = value.includes("$") ? this.#fill(value, readInterpolation(value), env, 0) : value;
    // `- DB_PASSWORD=x` of a list.
    const assignment = /^(\w+)=(.+)$/s.exec(text);
    return assignment?.[1] && looksSecret(assignment[1]) ? `${assignment[1]}=${MASK}` : withoutPasswords(text);
  }

  /** The text with its variables as `.env` and their defaults say; those nobody sets stay as they are. */
  #fill(text: string, parts: readonly Part[], env: readonly EnvFile[], depth: number): string {
    const pieces: string[] = [];
    let at = 0;
    for (const part of parts) {
      pieces.push(text.slice(at, part.from));
      at = part.to;
      if (part.kind !== "variable") {
        pieces.push(part.kind === "escape" ? "$" : text.slice(part.from, part.to));
        continue;
      }
      const { name, operator, operand } = part;
      const set = this.#set(name, env, depth);
      const inner = (): string =>
        depth > 10 ? operand : this.#fill(operand, readInterpolation(operand), env, depth + 1);
      const isSet = set !== null && (set !== "" || !operator?.startsWith(":"));
      if (operator?.endsWith("+")) pieces.push(isSet ? inner() : "");
      else if (set !== null && isSet) pieces.push(looksSecret(name) ? MASK : set);
      else if (operator?.endsWith("-")) pieces.push(inner());
      else {
        pieces.push(text.slice(part.from, part.to));
        if (operator?.endsWith("?")) this.#required.set(name, operand);
        else this.#unset.add(name);
      }
    }
    return pieces.join("") + text.slice(at);
  }

  #set(name: string, env: readonly EnvFile[], depth: number): string | null {
    for (const { variables } of env) {
      const found = variables.get(name);
      if (!found || found.value === null) continue;
      const { value, isLiteral } = found;
      if (isLiteral || !value.includes("$") || depth > 10) return value;
      return this.#fill(value, readInterpolation(value), env, depth + 1);
    }
    return name === "COMPOSE_PROJECT_NAME" ? projectNameOf(this.#start) : null;
  }
}

const OTHERWISE_TYPED = /^(?:|~|[-+.\d].*|true|false|yes|no|on|off|null)$/is;

function shortPort(port: Value): string {
  if (isText(port)) return port.text.replace(/\/tcp$/, "");
  const part = (key: string): string => {
    const value = isMap(port) ? port.get(key) : undefined;
    return isText(value) ? value.text : "";
  };
  const protocol = part("protocol");
  const host = [part("host_ip"), part("published")].filter((it) => it !== "").map((it) => `${it}:`);
  return `${host.join("")}${part("target")}${protocol === "" || protocol === "tcp" ? "" : `/${protocol}`}`;
}

function put(found: Map<string, Value>, name: string, value: Value): void {
  const below = found.get(name);
  const above = below ? merged(below, value, []) : value;
  if (above) found.set(name, above);
  else found.delete(name);
}

const masked = (name: string, value: Value): Value =>
  isText(value) && value.text !== "" && looksSecret(name) ? plainText(MASK) : value;
