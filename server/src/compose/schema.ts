/** The official JSON schema of compose files, in the shape that validation, completion and hover read. */
import official from "../../../node_modules/dclint/schemas/compose.schema.json" with { type: "json" };

import { onceFor } from "../text/once.ts";

export type Kind = "object" | "array" | "string" | "number" | "integer" | "boolean" | "null";
/** What the schema itself does not say about a text. */
export type Format = "duration" | "bytes" | "boolean" | "number" | "pair" | "host" | "sshKey";

export interface Schema {
  readonly description: string | null;
  /** Empty: anything goes. */
  readonly kinds: readonly Kind[];
  readonly properties: ReadonlyMap<string, Schema>;
  readonly patterns: readonly { readonly pattern: RegExp; readonly schema: Schema }[];
  /** Other keys are mistakes. */
  readonly isClosed: boolean;
  readonly required: readonly string[];
  readonly items: Schema | null;
  readonly isSet: boolean;
  readonly values: readonly string[];
  /** Found anywhere in the text, as JSON schema has it. */
  readonly pattern: RegExp | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly fallback: string | null;
  readonly isDeprecated: boolean;
  readonly format: Format | null;
  /** One of these holds instead; none nested. */
  readonly alternatives: readonly Schema[];
}

/** The parts of JSON schema that the official file uses. */
interface Raw {
  readonly $ref?: string;
  readonly type?: Kind | readonly Kind[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Raw>>;
  readonly patternProperties?: Readonly<Record<string, Raw>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly items?: Raw;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly deprecated?: boolean;
  readonly oneOf?: readonly Raw[];
  readonly definitions?: Readonly<Record<string, Raw>>;
}

const raw = official as unknown as Raw; // The JSON's inferred type is thousands of lines; Raw is what is used of it.

/** Keys that newer releases of the official tool know and the bundled schema does not yet. */
const NEWER: Readonly<Record<string, Readonly<Record<string, Raw>>>> = {
  "services/*": {
    pre_start: {
      type: "array",
      items: { $ref: "#/definitions/service_hook" },
      description: "Commands to run before the container starts. If any command fails, the container is not started.",
    },
  },
  "services/*/build": {
    no_cache_filter: {
      $ref: "#/definitions/string_or_list",
      description: "Build stages to build without using the cache.",
    },
    provenance: {
      type: ["boolean", "string"],
      description: "Add a provenance attestation: true, false, or its parameters such as mode=max.",
    },
    sbom: {
      type: ["boolean", "string"],
      description: "Add an SBOM attestation: true, false, or its parameters such as generator=image.",
    },
  },
  "services/*/develop/watch/[]": {
    initial_sync: { type: ["boolean", "string"], description: "Sync all files once when the watch starts." },
  },
};

const FORMATS: readonly (readonly [RegExp, Format])[] = [
  [/^services\/\*\/healthcheck\/(?:interval|timeout|start_period|start_interval)$/, "duration"],
  [/^services\/\*\/stop_grace_period$/, "duration"],
  [/^services\/\*\/deploy\/(?:update|rollback)_config\/(?:delay|monitor)$/, "duration"],
  [/^services\/\*\/deploy\/restart_policy\/(?:delay|window)$/, "duration"],
  [/^services\/\*\/(?:build\/)?shm_size$/, "bytes"],
  [/^services\/\*\/(?:mem_limit|mem_reservation|memswap_limit|mem_swappiness)$/, "bytes"],
  [/^services\/\*\/blkio_config\/device_\w+\/\[\]\/rate$/, "bytes"],
  [/^services\/\*\/deploy\/resources\/(?:limits|reservations)\/memory$/, "bytes"],
  [/^services\/\*\/volumes\/\[\]\/tmpfs\/size$/, "bytes"],
  [/^services\/\*\/build\/additional_contexts\/\[\]$/, "pair"],
  [/^services\/\*\/(?:build\/)?extra_hosts\/\[\]$/, "host"],
  [/^services\/\*\/build\/ssh\/\[\]$/, "sshKey"],
];

/** Keys without which the official tool does not read an item, though the schema asks for none of them. */
const REQUIRED: readonly (readonly [RegExp, string])[] = [
  [/^services\/\*\/(?:ports|volumes|devices)\/\[\]$/, "target"],
  [/^services\/\*\/(?:build\/)?(?:secrets|configs)\/\[\]$/, "source"],
];
/** Numbers that the official tool reads into a type without a sign. */
const NATURAL =
  /^services\/\*\/(?:healthcheck\/retries|deploy\/(?:.*\/(?:parallelism|max_attempts|max_replicas_per_node)))$/;

/** Texts are allowed here for variables, whose values Docker Compose then turns into numbers. */
const NUMBERS =
  /^services\/\*\/(?:scale|cpus|cpu_(?:count|percent|shares|quota)|oom_score_adj|pids_limit|healthcheck\/retries|ports\/\[\]\/target|(?:(?:build\/)?secrets|configs)\/\[\]\/mode|(?:build\/)?ulimits\/.*|blkio_config\/.*weight|volumes\/\[\]\/tmpfs\/mode|deploy\/(?:replicas|.*\/(?:parallelism|max_.*|cpus|pids|discrete_resource_spec\/value)))$/;
const ENV_FORMAT = /^services\/\*\/env_file\/\[\]\/format$/;
/** Texts of which the tool takes only some. */
const PATTERNS: readonly (readonly [RegExp, RegExp])[] = [
  [/^services\/\*\/(?:gpus|deploy\/resources\/reservations\/devices)\/\[\]\/count$/, /^(?:all|-?\d+)$/],
  [/^services\/\*\/cpu_(?:period|rt_period|rt_runtime)$/, /^-?\d/],
];
/** What the tool reads all the same, and only the engine refuses. */
const LATER = /^services\/\*\/container_name$/;
/** Attestations may have parameters. */
const NOT_ONLY_BOOLEAN = /\/(?:provenance|sbom)$/;

const EMPTY: readonly never[] = [];

function compile(source: Raw, path: string): Schema {
  const { $ref, ...own } = source;
  const target = $ref ? raw.definitions?.[$ref.slice("#/definitions/".length)] : undefined;
  const it: Raw = { ...target, ...own };
  const inner = (key: string): string => (path === "" ? key : `${path}/${key}`);
  const properties = new Map(
    Object.entries({ ...it.properties, ...(it.type !== "array" && !it.oneOf ? NEWER[path] : {}) }).map(
      ([key, value]) => [key, compile(value, inner(key))],
    ),
  );
  const fallback = it.default;
  return {
    description: it.description ?? null,
    kinds: it.type === undefined ? EMPTY : typeof it.type === "string" ? [it.type] : it.type,
    properties,
    patterns: Object.entries(it.patternProperties ?? {}).map(([pattern, value]) => ({
      pattern: new RegExp(pattern),
      schema: compile(value, inner("*")),
    })),
    isClosed: it.additionalProperties === false,
    required: [...new Set([...(it.required ?? EMPTY), ...requiredAt(path, it)])],
    items: it.items ? compile(it.items, inner("[]")) : null,
    isSet: it.uniqueItems === true,
    values: it.enum ?? (ENV_FORMAT.test(path) ? ["raw"] : EMPTY),
    pattern: patternAt(path, it),
    minimum: it.minimum ?? (NATURAL.test(path) ? 0 : null),
    maximum: it.maximum ?? null,
    fallback: fallback === undefined ? null : String(fallback),
    isDeprecated: it.deprecated === true,
    format: FORMATS.find(([pattern]) => pattern.test(path))?.[1] ?? castAt(path, it),
    alternatives: (it.oneOf ?? EMPTY).flatMap((other) => variants(compile(other, path))),
  };
}

const patternAt = (path: string, { pattern }: Raw): RegExp | null =>
  pattern !== undefined && !LATER.test(path)
    ? new RegExp(pattern)
    : (PATTERNS.find(([place]) => place.test(path))?.[1] ?? null);

const requiredAt = (path: string, { properties }: Raw): readonly string[] =>
  properties ? REQUIRED.filter(([pattern]) => pattern.test(path)).map(([, key]) => key) : EMPTY;

function castAt(path: string, { type }: Raw): Format | null {
  if (type === "string" && NUMBERS.test(path)) return "number";
  if (!Array.isArray(type) || !type.includes("string") || type.includes("null")) return null;
  if (NUMBERS.test(path)) return "number";
  return type.includes("boolean") && !type.includes("number") && !NOT_ONLY_BOOLEAN.test(path) ? "boolean" : null;
}

/** What a value may be, each by itself. */
export const variants = (schema: Schema): readonly Schema[] =>
  schema.alternatives.length > 0 ? schema.alternatives : [schema];

export const ROOT: Schema = compile(raw, "");

/** The schema of a key's value, or null where the schema says nothing of it. */
export function propertyOf(schema: Schema, key: string): Schema | null {
  for (const variant of variants(schema)) {
    const found = variant.properties.get(key) ?? variant.patterns.find((it) => it.pattern.test(key))?.schema;
    if (found) return found;
  }
  return null;
}

/** The schema of a list's items. */
export const itemsOf = (schema: Schema): Schema | null =>
  variants(schema).find((it) => it.items !== null)?.items ?? null;

/** One step of a path: a key, or the items of a list. */
export type Step = string | number;

export function schemaAt(path: readonly Step[]): Schema | null {
  let at: Schema | null = ROOT;
  for (const step of path) {
    if (!at) return null;
    at = typeof step === "number" ? itemsOf(at) : propertyOf(at, step);
  }
  return at;
}

/** Keys that a mapping can have, with what each is. */
export function keysOf(schema: Schema): ReadonlyMap<string, Schema> {
  const [first, ...rest] = variants(schema).filter((it) => it.properties.size > 0);
  if (!first) return new Map();
  return rest.length === 0 ? first.properties : new Map([first, ...rest].flatMap((it) => [...it.properties]));
}

export const kindsOf = onceFor((schema: Schema): readonly Kind[] => [
  ...new Set(variants(schema).flatMap((it) => it.kinds)),
]);
export const valuesOf = onceFor((schema: Schema): readonly string[] => [
  ...new Set(variants(schema).flatMap((it) => it.values)),
]);
