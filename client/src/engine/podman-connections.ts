/** The connections that `podman system connection add` has written: JSON since Podman 5, before that a part of containers.conf. */
import type { EngineAddress } from "./address.ts";
import { type Machine, pathsOf } from "./machine.ts";

export interface PodmanConnection extends EngineAddress {
  readonly name: string;
}

/** Those of virtual machines on this one are left out: their sockets are found by themselves. */
export async function podmanConnections(machine: Machine): Promise<PodmanConnection[]> {
  const { join } = pathsOf(machine);
  const [json, toml] = await Promise.all([
    machine.read(join(connectionsFolder(machine), "podman-connections.json")),
    machine.read(join(connectionsFolder(machine), "containers.conf")),
  ]);
  const found = new Map([...inToml(toml ?? ""), ...inJson(json ?? "")].map((it) => [it.name, it]));
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function connectionsFolder(machine: Machine): string {
  const { join } = pathsOf(machine);
  const { env, home, platform } = machine;
  const own = platform === "win32" ? env.APPDATA || join(home, "AppData", "Roaming") : env.XDG_CONFIG_HOME;
  return join(own || join(home, ".config"), "containers");
}

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
  return [{ name, url: URI, tls: null, ...identity }];
}
