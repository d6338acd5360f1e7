/** Where the engine's address comes from: the setting, the environment, the docker contexts, the well-known sockets. */
import { createHash } from "node:crypto";
import { access, readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { posix, win32 } from "node:path";
import { EngineError } from "./errors.ts";

/** PEM texts. */
export interface TlsFiles {
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  /** False: any server certificate is accepted. */
  readonly verify: boolean;
}

export interface EngineAddress {
  /** `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`, `tcp://host:2376`. */
  readonly url: string;
  readonly source: "setting" | "DOCKER_HOST" | "DOCKER_CONTEXT" | "context" | "default" | "found";
  /** The docker context's name, where one was used. */
  readonly context: string | null;
  readonly tls: TlsFiles | null;
}

/** What the search for an engine sees of the machine. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly userId: number | null;
  /** The file's text, or null when there is none. */
  read(path: string): Promise<string | null>;
  exists(path: string): Promise<boolean>;
  /** The names in a folder; none when there is no such folder. */
  list(path: string): Promise<string[]>;
}

/**
 * The engine that the docker CLI would talk to, unless the setting names one; where neither says anything and the
 * default socket does not exist, the first of the well-known sockets that does. Throws EngineError for a context that is
 * not there or an address that is none.
 */
export async function findAddress(setting: string, machine: Surroundings = thisMachine()): Promise<EngineAddress> {
  const { env } = machine;
  if (setting.trim() !== "") return { ...(await plainAddress(setting, machine)), source: "setting" };
  // DOCKER_HOST wins over DOCKER_CONTEXT: the CLI's code says so, though its documentation says the opposite.
  if (env.DOCKER_HOST) return { ...(await plainAddress(env.DOCKER_HOST, machine)), source: "DOCKER_HOST" };
  if (env.DOCKER_CONTEXT && env.DOCKER_CONTEXT !== "default")
    return { ...(await contextAddress(env.DOCKER_CONTEXT, machine)), source: "DOCKER_CONTEXT" };
  const current = env.DOCKER_CONTEXT ? "default" : await currentContext(machine);
  if (current !== "default") return { ...(await contextAddress(current, machine)), source: "context" };
  return defaultAddress(machine);
}

/** A socket's path, or a host and port. */
export type Endpoint =
  | { readonly kind: "socket"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly secure: boolean };

/** Throws EngineError("invalid") for an address that is none, or is of a kind that is not supported. */
export function endpointOf(address: Pick<EngineAddress, "url" | "tls">): Endpoint {
  const { url } = address;
  if (url.startsWith("unix://") && url.length > "unix://".length)
    return { kind: "socket", path: url.slice("unix://".length) };
  if (url.startsWith("npipe://") && url.length > "npipe://".length)
    return { kind: "socket", path: url.slice("npipe://".length) };
  if (url.startsWith("ssh://")) throw new EngineError("invalid", `engines over ssh are not supported yet: ${url}`);
  const [, scheme, host, port] = /^(tcp|https?):\/\/(\[[^\]]+\]|[^:/@]+)(?::(\d+))?\/?$/.exec(url) ?? [];
  if (host === undefined) throw new EngineError("invalid", `not the address of an engine: ${url}`);
  const secure = address.tls !== null || scheme === "https";
  return { kind: "tcp", host: host.replace(/^\[|\]$/g, ""), port: Number(port ?? (secure ? 2376 : 2375)), secure };
}

type Found = Omit<EngineAddress, "source">;

async function plainAddress(text: string, machine: Surroundings): Promise<Found> {
  const trimmed = text.trim();
  const url = withScheme(trimmed, machine);
  return { url, context: null, tls: usesTcp(url) ? await tlsOfEnvironment(machine) : null };
}

function withScheme(text: string, machine: Surroundings): string {
  if (text === "unix://") return DEFAULT_SOCKET;
  if (text === "npipe://") return DEFAULT_PIPE;
  if (text.includes("://")) return text;
  if (text.startsWith("\\\\.\\pipe\\")) return `npipe://${text.replaceAll("\\", "/")}`;
  if (text.startsWith("/") && machine.platform !== "win32") return `unix://${text}`;
  return `tcp://${text}`;
}

const usesTcp = (url: string): boolean => /^(tcp|https?):\/\//.test(url);

async function tlsOfEnvironment(machine: Surroundings): Promise<TlsFiles | null> {
  const { env } = machine;
  // Any text counts, even "0".
  const verify = Boolean(env.DOCKER_TLS_VERIFY);
  if (!verify && !env.DOCKER_TLS) return null;
  return tlsIn(env.DOCKER_CERT_PATH || configFolder(machine), verify, machine);
}

async function tlsIn(folder: string, verify: boolean, machine: Surroundings): Promise<TlsFiles> {
  const { join } = pathsOf(machine);
  const [ca = null, cert = null, key = null] = await Promise.all(
    ["ca.pem", "cert.pem", "key.pem"].map((name) => machine.read(join(folder, name))),
  );
  return { ca, cert, key, verify };
}

function configFolder(machine: Surroundings): string {
  return machine.env.DOCKER_CONFIG || pathsOf(machine).join(machine.home, ".docker");
}

async function currentContext(machine: Surroundings): Promise<string> {
  const text = await machine.read(pathsOf(machine).join(configFolder(machine), "config.json"));
  // A damaged file is the CLI's to complain about; it then uses the default, too.
  const name = field(parsed(text), "currentContext");
  return typeof name === "string" && name !== "" ? name : "default";
}

async function contextAddress(name: string, machine: Surroundings): Promise<Found> {
  const { join } = pathsOf(machine);
  const folder = join(configFolder(machine), "contexts");
  const id = createHash("sha256").update(name).digest("hex");
  const text = await machine.read(join(folder, "meta", id, "meta.json"));
  if (text === null) throw new EngineError("invalid", `there is no docker context '${name}' in ${folder}`);
  const endpoint = field(field(parsed(text), "Endpoints"), "docker");
  const host = field(endpoint, "Host");
  if (typeof host !== "string" || host === "")
    throw new EngineError("invalid", `the docker context '${name}' in ${folder} has no address`);
  return { url: withScheme(host, machine), context: name, tls: await contextTls(endpoint, host, folder, id, machine) };
}

async function contextTls(
  endpoint: unknown,
  host: string,
  folder: string,
  id: string,
  machine: Surroundings,
): Promise<TlsFiles | null> {
  if (!usesTcp(withScheme(host, machine))) return null;
  const skipVerify = field(endpoint, "SkipTLSVerify") === true;
  const files = await tlsIn(pathsOf(machine).join(folder, "tls", id, "docker"), !skipVerify, machine);
  const hasFiles = files.ca !== null || files.cert !== null || files.key !== null;
  return hasFiles || skipVerify ? files : null;
}

const DEFAULT_SOCKET = "unix:///var/run/docker.sock";
const DEFAULT_PIPE = "npipe:////./pipe/docker_engine";

async function defaultAddress(machine: Surroundings): Promise<EngineAddress> {
  const isWindows = machine.platform === "win32";
  const url = isWindows ? DEFAULT_PIPE : DEFAULT_SOCKET;
  const found = (it: string): EngineAddress => ({ url: it, source: "found", context: null, tls: null });
  const scheme = isWindows ? "npipe://" : "unix://";
  if (!(await machine.exists(url.slice(scheme.length))))
    for (const path of await wellKnownSockets(machine)) if (await machine.exists(path)) return found(scheme + path);
  return { ...found(url), source: "default" };
}

/** Docker without root, Docker Desktop, OrbStack, Colima, Lima, Rancher Desktop, Podman; in this order. */
async function wellKnownSockets(machine: Surroundings): Promise<string[]> {
  if (machine.platform === "win32") return ["//./pipe/dockerDesktopLinuxEngine", "//./pipe/podman-machine-default"];
  const { home, env, userId } = machine;
  const runtime = env.XDG_RUNTIME_DIR || (userId === null ? null : `/run/user/${userId}`);
  const each = async (folder: string, rest: string): Promise<string[]> =>
    (await machine.list(`${home}/${folder}`)).map((name) => `${home}/${folder}/${name}/${rest}`);
  return [
    ...(runtime ? [`${runtime}/docker.sock`] : []),
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
    `${home}/.orbstack/run/docker.sock`,
    ...(await each(".colima", "docker.sock")),
    ...(await each(".lima", "sock/docker.sock")),
    `${home}/.rd/docker.sock`,
    ...(runtime ? [`${runtime}/podman/podman.sock`] : []),
    "/run/podman/podman.sock",
    ...(await each(".local/share/containers/podman/machine", "podman.sock")),
  ];
}

const pathsOf = (machine: Surroundings): typeof posix => (machine.platform === "win32" ? win32 : posix);

/** Go reads JSON keys without regard to case. */
function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const key = Object.keys(value).find((it) => it.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : (value as Record<string, unknown>)[key];
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
}

function thisMachine(): Surroundings {
  return {
    env: process.env,
    platform: process.platform,
    home: homedir(),
    userId: process.getuid?.() ?? null,
    read: (path) => readFile(path, "utf8").catch(() => null),
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    list: async (path) => (await readdir(path).catch((): string[] => [])).sort(),
  };
}
