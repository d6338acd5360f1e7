/** What a project comes to after merge keys, `extends`, `include`, overrides and variables; secrets are masked. */
import { type ComposeFile, type Entry, SECTIONS, type SectionName } from "./compose-file.ts";
import { type EnvFile, envOf } from "./env.ts";
import { resolvePath } from "./files.ts";
import { type Part, readInterpolation } from "./interpolation.ts";
import { otherFile, projectOf } from "./project.ts";
import type { Resolved, ScalarNode } from "./yaml.ts";

interface Text {
  readonly text: string;
  readonly isQuoted: boolean;
}
type Value = Text | readonly Value[] | ReadonlyMap<string, Value>;

/** Aliases of aliases can grow without end. */
const LARGEST = 20_000;
const DEEPEST = 50;

/** One service as YAML; null when there is none of that name. */
export function effectiveService(file: ComposeFile, name: string): string | null {
  const service = serviceValue(file, name, newBudget(), []);
  return service ? write(new Map([[name, service]])) : null;
}

/** The whole project as YAML. */
export function effectiveProject(file: ComposeFile): string {
  const budget = newBudget();
  const all = new Map<string, Value>();
  const name = file.section("name")[0];
  const resolved = name && file.resolve(name.value);
  if (resolved) all.set("name", readValue(file, resolved, budget, 0));
  for (const section of SECTIONS) {
    const entries = entriesOf(file, section, budget);
    if (entries.size > 0) all.set(section, entries);
  }
  return write(all);
}

interface Budget {
  left: number;
}
const newBudget = (): Budget => ({ left: LARGEST });

function entriesOf(file: ComposeFile, section: SectionName, budget: Budget): Map<string, Value> {
  const found = new Map<string, Value>();
  // The files that are laid under this one come last in the list.
  for (const it of [...projectOf(file).files].reverse()) {
    for (const entry of it.entries(section)) {
      const value = section === "services" ? serviceOf(it, entry, budget, []) : bodyOf(it, entry, budget);
      const below = found.get(entry.name);
      found.set(entry.name, below ? merged(below, value, []) : value);
    }
  }
  return found;
}

function serviceValue(file: ComposeFile, name: string, budget: Budget, above: readonly string[]): Value | null {
  let found: Value | null = null;
  for (const it of [...projectOf(file).files].reverse()) {
    const entry = it.entry("services", name);
    if (!entry) continue;
    const value = serviceOf(it, entry, budget, above);
    found = found ? merged(found, value, []) : value;
  }
  return found;
}

const bodyOf = (file: ComposeFile, { body }: Entry, budget: Budget): Value =>
  body ? readValue(file, body, budget, 0) : new Map();

/** With what it extends below it. `above` are the services that extend it. */
function serviceOf(file: ComposeFile, entry: Entry, budget: Budget, above: readonly string[]): Value {
  const own = bodyOf(file, entry, budget);
  if (!(own instanceof Map)) return own;
  const value = file.get(entry.body, "extends");
  const node = value?.kind === "map" ? file.scalar(value, "service") : value?.kind === "scalar" ? value : null;
  if (!node) return own;
  const withoutExtends = new Map([...own].filter(([key]) => key !== "extends"));
  const path = value?.kind === "map" ? file.scalar(value, "file") : null;
  const uri = path && resolvePath(file.document.uri, path.value);
  const other = path ? (uri ? otherFile(file, uri) : null) : file;
  const key = `${other?.document.uri} ${node.value}`;
  if (!other || above.includes(key) || above.length > DEEPEST) return own;
  const base = other === file ? null : other.entry("services", node.value);
  const below = base
    ? serviceOf(other, base, budget, [...above, key])
    : serviceValue(other, node.value, budget, [...above, key]);
  return below ? merged(below, withoutExtends, []) : own;
}

function readValue(file: ComposeFile, node: Resolved, budget: Budget, depth: number): Value {
  budget.left--;
  if (budget.left < 0 || depth > DEEPEST) return { text: "…", isQuoted: false };
  if (node.kind === "scalar") return { text: interpolated(file, node), isQuoted: node.style !== "plain" };
  if (node.kind === "seq") return file.items(node).map((it) => readValue(file, it, budget, depth + 1));
  const found = new Map<string, Value>();
  for (const pair of file.pairs(node)) {
    const value = file.resolve(pair.value);
    if (!value || value.tag?.name === "reset") continue;
    const inner = readValue(file, value, budget, depth + 1);
    found.set(pair.name, "text" in inner && SECRET.test(pair.name) && inner.text !== "" ? MASKED : inner);
  }
  return found;
}

const SECRET = /(?:PASS(?:WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|CREDENTIALS)$/i;
const MASKED: Text = { text: "•••", isQuoted: false };

function interpolated(file: ComposeFile, node: ScalarNode): string {
  const { value } = node;
  const text = value.includes("$") ? fill(value, readInterpolation(value), envOf(file), 0) : value;
  // `- DB_PASSWORD=x` of a list.
  const assignment = /^(\w+)=(.+)$/s.exec(text);
  return assignment?.[1] && SECRET.test(assignment[1]) ? `${assignment[1]}=•••` : text;
}

/** The text with its variables as `.env` and their defaults say; those nobody sets stay as they are. */
function fill(text: string, parts: readonly Part[], env: EnvFile | null, depth: number): string {
  const pieces: string[] = [];
  let at = 0;
  for (const part of parts) {
    pieces.push(text.slice(at, part.from));
    at = part.to;
    if (part.kind !== "variable") {
      pieces.push(part.kind === "escape" ? "$" : text.slice(part.from, part.to));
      continue;
    }
    const set = env?.variables.get(part.name)?.value ?? null;
    const { operator, operand } = part;
    const inner = (): string => (depth > 10 ? operand : fill(operand, readInterpolation(operand), env, depth + 1));
    const isSet = set !== null && (set !== "" || !operator?.startsWith(":"));
    if (operator?.endsWith("+")) pieces.push(isSet ? inner() : "");
    else if (set !== null && isSet) pieces.push(SECRET.test(part.name) ? "•••" : set);
    else if (operator?.endsWith("-")) pieces.push(inner());
    else pieces.push(text.slice(part.from, part.to));
  }
  return pieces.join("") + text.slice(at);
}

/** These are replaced as a whole, not joined. */
const REPLACED = new Set(["command", "entrypoint", "test"]);

function merged(below: Value, above: Value, path: readonly string[]): Value {
  if (below instanceof Map && above instanceof Map) {
    const all = new Map<string, Value>(below);
    for (const [key, value] of above) {
      const before = all.get(key);
      all.set(key, before ? merged(before, value, [...path, key]) : value);
    }
    return all;
  }
  if (Array.isArray(below) && Array.isArray(above) && !REPLACED.has(path.at(-1) ?? "")) {
    const known = new Set(below.map((it) => JSON.stringify(it)));
    return [...below, ...above.filter((it) => !known.has(JSON.stringify(it)))];
  }
  return above;
}

function write(value: ReadonlyMap<string, Value>): string {
  const lines: string[] = [];
  writeMap(value, "", lines);
  return `${lines.join("\n")}\n`;
}

function writeMap(map: ReadonlyMap<string, Value>, indent: string, lines: string[]): void {
  for (const [key, value] of map) writeValue(`${indent}${quotedKey(key)}:`, value, `${indent}  `, lines);
}

function writeValue(head: string, value: Value, indent: string, lines: string[]): void {
  if (value instanceof Map) {
    lines.push(value.size === 0 ? `${head} {}` : head);
    writeMap(value, indent, lines);
  } else if (Array.isArray(value)) {
    lines.push(value.length === 0 ? `${head} []` : head);
    for (const item of value) writeItem(item, indent, lines);
  } else lines.push(`${head} ${quoted(value as Text)}`.trimEnd()); // Neither mapping nor list.
}

function writeItem(item: Value, indent: string, lines: string[]): void {
  if (!(item instanceof Map) || item.size === 0) {
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
