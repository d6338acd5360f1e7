/** The connections that `podman system connection add` has written: JSON since Podman 5, before that a part of containers.conf. */
import type { EngineAddress } from "./address.ts";
import { type Machine, pathsOf } from "./machine.ts";

export interface PodmanConnection extends EngineAddress {
  readonly name: string;
}

/** Those of virtual machines on this one are left out: their sockets are found by themselves. */
export async function podmanConnections(machine: Machine): Promise<PodmanConnection[]> {
  const texts = await Promise.all(connectionFiles(machine).map((it) => machine.read(it)));
  const all = texts.flatMap((it) => (it?.trimStart().startsWith("{") ? inJson(it) : inToml(it ?? "")));
  const found = new Map(all.map((it) => [it.name, it]));
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where Podman reads them, the later ones winning over the earlier; root writes into the machine's own. */
export function connectionFiles(machine: Machine): string[] {
  const { join } = pathsOf(machine);
  const { env, home, platform } = machine;
  const own = platform === "win32" ? env.APPDATA || join(home, "AppData", "Roaming") : env.XDG_CONFIG_HOME;
  const folder = join(own || join(home, ".config"), "containers");
  const shared = platform === "win32" ? [] : ["/etc/containers/containers.conf"];
  const toml = env.CONTAINERS_CONF ? [env.CONTAINERS_CONF] : [...shared, join(folder, "containers.conf")];
  return [...toml, env.PODMAN_CONNECTIONS_CONF || join(folder, "podman-connections.json")];
}

const PODMAN_SOCKET = "/run/podman/podman.sock";

function inJson(text: string): PodmanConnection[] {
  try {
    const { Connection } = JSON.parse(text) as { Connection?: { Connections?: Record<string, Entry | null> } };
    return Object.entries(Connection?.Connections ?? {}).flatMap(([name, it]) => connection(name, it ?? {}));
  } catch {
    return []; // None, or damaged: Podman's to complain about.
  }
}

interface Entry {
  readonly URI?: unknown;
  readonly Identity?: unknown;
  readonly IsMachine?: unknown;
}

const SECTION = /^\s*\[\s*engine\.service_destinations\.(?:"([^"]+)"|([\w-]+))\s*\]/;

/** Of the TOML exactly what Podman itself writes there: a section for each, with quoted values. */
function inToml(text: string): PodmanConnection[] {
  const entries = new Map<string, Record<string, unknown>>();
  let name: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const section = SECTION.exec(line);
    if (/^\s*\[/.test(line)) name = section?.[1] ?? section?.[2] ?? null;
    const [, key, quoted, bare] = /^\s*(\w+)\s*=\s*(?:"([^"]*)"|(\w+))/.exec(line) ?? [];
    if (name === null || key === undefined) continue;
    entries.set(name, { ...entries.get(name), [key]: quoted ?? bare === "true" });
  }
  return [...entries].flatMap(([of, it]) =>
    connection(of, { URI: it.uri, Identity: it.identity, IsMachine: it.is_machine }),
  );
}

function connection(name: string, { URI, Identity, IsMachine }: Entry): PodmanConnection[] {
  if (typeof URI !== "string" || !/^(ssh|unix|tcp):\/\//.test(URI) || IsMachine === true) return [];
  const identity = typeof Identity === "string" && Identity !== "" ? { identity: Identity } : {};
  // Podman 4 writes an address without a path, and means its own socket.
  const url = /^ssh:\/\/[^/]+\/?$/.test(URI) ? `${URI.replace(/\/$/, "")}${PODMAN_SOCKET}` : URI;
  return [{ name, url, tls: null, ...identity }];
}
