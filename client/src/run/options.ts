/** What a user asks of a new container: the values of the form, as they are remembered and written down. Pure. */
import type { Mount, PortMapping, RestartPolicy, RunRequest } from "../engine/api/containers.ts";

export interface RunOptions {
  readonly image: string;
  /** The engine thinks of one when null. */
  readonly name: string | null;
  readonly ports: readonly PortMapping[];
  /** Null: asked for when the container is run, because it is a secret. */
  readonly env: Readonly<Record<string, string | null>>;
  /** Paths on this machine. */
  readonly envFiles: readonly string[];
  readonly mounts: readonly Mount[];
  readonly network: string | null;
  readonly user: string | null;
  readonly workingDir: string | null;
  /** In place of the image's own. */
  readonly entrypoint: readonly string[] | null;
  readonly command: readonly string[] | null;
  readonly restart: RestartPolicy;
  /** Bytes. */
  readonly memory: number | null;
  readonly cpus: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly platform: string | null;
  /** Remove the container after it has exited. */
  readonly autoRemove: boolean;
  /** A terminal attached to the main process. */
  readonly interactive: boolean;
  /** A shell command; "none" switches the image's own check off. */
  readonly health: string | null;
}

export function plainOptions(image: string): RunOptions {
  return {
    image,
    name: null,
    ports: [],
    env: {},
    envFiles: [],
    mounts: [],
    network: null,
    user: null,
    workingDir: null,
    entrypoint: null,
    command: null,
    restart: { name: "no" },
    memory: null,
    cpus: null,
    labels: {},
    platform: null,
    autoRemove: false,
    interactive: false,
    health: null,
  };
}

/** A variable whose value nobody should find written down. */
export const isSecretName = (name: string): boolean =>
  /pass(word|wd|phrase)?|secret|token|api_?key|private_?key|credential/i.test(name);

/** The options as they are remembered: no secret among them. */
export function rememberedText(options: RunOptions): string {
  const env = Object.entries(options.env).map(([name, value]) => [name, isSecretName(name) ? null : value]);
  return JSON.stringify({ ...options, env: Object.fromEntries(env) });
}

/** What was remembered for an image, possibly by an older Gantry: what has not the expected shape is left out. */
export function optionsFrom(text: string | null, image: string): RunOptions | null {
  const plain = plainOptions(image);
  let kept: unknown;
  try {
    kept = text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof kept !== "object" || kept === null) return null;
  const entries = Object.entries(plain).map(([key, usual]) => {
    const value = (kept as Record<string, unknown>)[key];
    return [key, sameShape(value, usual, key) ? value : usual];
  });
  return { ...(Object.fromEntries(entries) as RunOptions), image }; // The keys of plainOptions, each with its own shape.
}

const NUMBERS: ReadonlySet<string> = new Set(["memory", "cpus"]);
const WORDS: ReadonlySet<string> = new Set(["entrypoint", "command"]);

function sameShape(value: unknown, usual: unknown, key: string): boolean {
  if (value === undefined) return false;
  if (usual === null && value === null) return true;
  if (Array.isArray(usual) || WORDS.has(key)) return Array.isArray(value);
  if (usual === null) return typeof value === (NUMBERS.has(key) ? "number" : "string");
  return typeof value === typeof usual && !Array.isArray(value) && value !== null;
}

/** What the engine is asked for. `env` is whole: files read, secrets asked for. */
export function requestOf(options: RunOptions, env: Readonly<Record<string, string>>): RunRequest {
  const { image, name, network, user, workingDir, entrypoint, command, memory, cpus, platform, health } = options;
  const { ports, mounts, restart, labels, autoRemove, interactive } = options;
  return {
    image,
    ...(name !== null && { name }),
    ...(ports.length > 0 && { ports }),
    ...(Object.keys(env).length > 0 && { env }),
    ...(mounts.length > 0 && { mounts }),
    ...(network !== null && { network }),
    ...(user !== null && { user }),
    ...(workingDir !== null && { workingDir }),
    ...(entrypoint !== null && { entrypoint }),
    ...(command !== null && { command }),
    ...(restart.name !== "no" && { restart }),
    ...(memory !== null && { memory }),
    ...(cpus !== null && { cpus }),
    ...(Object.keys(labels).length > 0 && { labels }),
    ...(platform !== null && { platform }),
    ...(health !== null && { health }),
    autoRemove,
    interactive,
  };
}

// ------------------------------------------------------------------------------------------------- values as people write them

/** `8080:80`, `127.0.0.1:8080:80/udp`, `80` for a free port of the host; null when it is none of these. */
export function parsePort(text: string): PortMapping | null {
  const [, ip, host, container, protocol = "tcp"] =
    /^(?:(?:(\[[\da-fA-F:]+\]|\d+\.\d+\.\d+\.\d+):)?(\d*):)?(\d+)(?:\/(tcp|udp|sctp))?$/.exec(text.trim()) ?? [];
  if (container === undefined) return null;
  const numbers = [Number(container), ...(host ? [Number(host)] : [])];
  if (numbers.some((it) => it < 1 || it > 65535)) return null;
  return {
    ip: ip?.replace(/^\[|\]$/g, "") ?? null,
    host: host ? Number(host) : null,
    container: Number(container),
    protocol: protocol as PortMapping["protocol"], // One of the three that the expression lets through.
  };
}

/** As `docker run -p` takes it. */
export function portText({ ip, host, container, protocol }: PortMapping): string {
  const address = ip === null ? "" : `${ip.includes(":") ? `[${ip}]` : ip}:`;
  const from = host === null && ip === null ? "" : `${address}${host ?? ""}:`;
  return `${from}${container}${protocol === "tcp" ? "" : `/${protocol}`}`;
}

/** As `docker run -v` takes it. */
export function mountText({ kind, source, target, readOnly }: Mount): string {
  return [...(kind === "tmpfs" ? [] : [source]), target, ...(readOnly ? ["ro"] : [])].join(":");
}

const UNITS: Readonly<Record<string, number>> = { "": 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
/** The engines refuse less. */
const LEAST_MEMORY = 6 * 1024 ** 2;

/** `512m`, `1.5g`: bytes, or null when it is no amount that an engine takes. */
export function parseMemory(text: string): number | null {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)\s*([bkmg]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  const bytes = Math.round(Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN));
  return Number.isFinite(bytes) && bytes >= LEAST_MEMORY ? bytes : null;
}

/** The shortest way to write it that is exact: `512m`. */
export function memoryText(bytes: number): string {
  const unit = ["g", "m", "k"].find((it) => bytes % (UNITS[it] ?? 1) === 0);
  return unit ? `${bytes / (UNITS[unit] ?? 1)}${unit}` : String(bytes);
}

/** `NAME=value`; a name alone is a variable that is asked for. Null when there is no name. */
export function parseVariable(text: string): { readonly name: string; readonly value: string | null } | null {
  const [, name, value] = /^\s*([^=\s]+)(?:=(.*))?$/s.exec(text) ?? [];
  return name === undefined ? null : { name, value: value ?? null };
}

/** `no`, `always`, `on-failure:3`. */
export const restartText = (policy: RestartPolicy): string =>
  policy.attempts === undefined ? policy.name : `${policy.name}:${policy.attempts}`;

/** The engine's own rule for the names of containers. */
export const isContainerName = (text: string): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text);
