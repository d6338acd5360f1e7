/** Which engines there are: those of the setting, the environment, the docker contexts, the sockets, Podman's connections, and those added. */
import type { AddedEngine } from "./added.ts";
import { defaultUrl, type EngineAddress, type TlsFiles, tlsIn, usesTcp, withScheme } from "./address.ts";
import { contextAddress, currentContext, dockerContexts } from "./contexts.ts";
import { dockerFolder, type Machine } from "./machine.ts";
import { type PodmanConnection, podmanConnections } from "./podman-connections.ts";
import { wellKnownSockets } from "./well-known.ts";

export interface KnownEngine {
  /** Says which engine it is, in the ids of rows and in what is remembered; the same however it was found. */
  readonly id: string;
  /** What the user calls it by: `Docker`, `Podman (rootless)`, a context's name. */
  readonly name: string;
  /** To show; a connection asks for `address`. */
  readonly url: string;
  readonly source: "setting" | "environment" | "context" | "socket" | "connection" | "added";
  /** The docker context's name, where it has one. */
  readonly context: string | null;
  /** With the certificates as they are on the disk now. Throws EngineError. */
  readonly address: () => Promise<EngineAddress>;
}

export interface Discovery {
  /** None twice; there is always at least one, even where nothing was found. */
  readonly engines: readonly KnownEngine[];
  /** The id of the engine that the docker CLI would talk to, or the setting names. */
  readonly preferred: string;
}

export interface Wishes {
  /** The setting `gantry.engine.address`. */
  readonly setting: string;
  readonly added: readonly AddedEngine[];
  readonly addressOf: (engine: AddedEngine) => Promise<EngineAddress>;
}

/** Reads files and looks for sockets; connects to nothing. Never throws: what is wrong, its `address` tells. */
export async function discover({ setting, added, addressOf }: Wishes, machine: Machine): Promise<Discovery> {
  const { env } = machine;
  const named = [
    ...(setting.trim() === "" ? [] : [plain("setting", "gantry.engine.address", setting, machine)]),
    // DOCKER_HOST wins over DOCKER_CONTEXT: the CLI's code says so, though its documentation says the opposite.
    ...(env.DOCKER_HOST
      ? [plain("environment", env.MINIKUBE_ACTIVE_DOCKERD || "DOCKER_HOST", env.DOCKER_HOST, machine)]
      : []),
  ];
  const contexts = (await dockerContexts(machine)).map(({ name, url }) => ofContext(name, url, machine));
  const wanted = env.DOCKER_CONTEXT || (await currentContext(machine));
  const missing =
    wanted === "default" || contexts.some((it) => it.context === wanted) ? [] : [ofContext(wanted, "", machine)];
  const sockets = await foundSockets(machine);
  const current = [...contexts, ...missing].find((it) => it.context === wanted);
  const preferred = named[0] ?? current ?? sockets[0] ?? ofSocket(defaultUrl(machine), "Docker");
  const extra = env.CONTAINER_HOST ? [plain("environment", "CONTAINER_HOST", env.CONTAINER_HOST, machine)] : [];
  const connections = (await podmanConnections(machine)).map(ofConnection);
  const all = [
    preferred,
    ...named,
    ...contexts,
    ...sockets,
    ...extra,
    ...connections,
    ...added.map((it) => ofAdded(it, addressOf)),
  ];
  return withoutDoubles(all, machine);
}

/** One engine may have a context, a socket and a link to that socket: it is known by the first of them. */
async function withoutDoubles(all: readonly KnownEngine[], machine: Machine): Promise<Discovery> {
  const byId = new Map<string, KnownEngine>();
  for (const it of all) {
    const path = /^(unix|npipe):\/\/(.+)$/.exec(it.id);
    const id = path ? `${path[1]}://${await machine.resolve(path[2] ?? "")}` : it.id;
    const first = byId.get(id);
    if (first === undefined) byId.set(id, { ...it, id });
    else if (isNameless(first)) byId.set(id, { ...first, name: it.name });
  }
  const engines = [...byId.values()];
  return { engines, preferred: engines[0]?.id ?? "" };
}

/** A variable's name says less than a context's or a product's. */
const isNameless = ({ source }: KnownEngine): boolean => source === "setting" || source === "environment";

function plain(source: "setting" | "environment", name: string, text: string, machine: Machine): KnownEngine {
  const url = withScheme(text, machine);
  const address = async (): Promise<EngineAddress> => ({
    url,
    tls: usesTcp(url) ? await tlsOfEnvironment(machine) : null,
  });
  return { id: url, name, url, source, context: null, address };
}

/** Contexts with the same host may have certificates of different people. */
function ofContext(name: string, url: string, machine: Machine): KnownEngine {
  const id = url === "" || usesTcp(url) ? `context:${name}` : url;
  return { id, name, url, source: "context", context: name, address: () => contextAddress(name, machine) };
}

const ofSocket = (url: string, name: string): KnownEngine => ({
  id: url,
  name,
  url,
  source: "socket",
  context: null,
  address: async () => ({ url, tls: null }),
});

const ofConnection = ({ name, ...address }: PodmanConnection): KnownEngine => ({
  id: address.url,
  name,
  url: address.url,
  source: "connection",
  context: null,
  address: async () => address,
});

const ofAdded = (it: AddedEngine, addressOf: Wishes["addressOf"]): KnownEngine => ({
  id: it.id,
  name: it.name,
  url: it.url,
  source: "added",
  context: null,
  address: () => addressOf(it),
});

async function foundSockets(machine: Machine): Promise<KnownEngine[]> {
  const scheme = machine.platform === "win32" ? "npipe://" : "unix://";
  const found = (await wellKnownSockets(machine)).map(async ({ path, name }) =>
    (await machine.exists(path)) ? ofSocket(scheme + path, name) : null,
  );
  return (await Promise.all(found)).filter((it) => it !== null);
}

async function tlsOfEnvironment(machine: Machine): Promise<TlsFiles | null> {
  const { env } = machine;
  // Any text counts, even "0".
  const verify = Boolean(env.DOCKER_TLS_VERIFY);
  if (!verify && !env.DOCKER_TLS) return null;
  return tlsIn(env.DOCKER_CERT_PATH || dockerFolder(machine), verify, machine);
}
