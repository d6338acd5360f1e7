/** What rules and features ask about services: their ports, mounts, environment, dependencies. */
import { lastBefore } from "../text/span.ts";
import type { ComposeFile, Entry } from "./compose-file.ts";
import { onceForMap } from "./once-for-map.ts";
import { type Mount, type PortMapping, readMount, readPort } from "./values.ts";
import type { MapNode, Pair, Resolved, ScalarNode } from "./yaml.ts";

/** The service that `offset` is in. */
export function serviceAt(file: ComposeFile, offset: number): Entry | null {
  const { sorted, keys } = file.derive(serviceAt, () => {
    const services = [...file.services].sort((a, b) => a.key.start - b.key.start);
    return { sorted: services, keys: services.map((it) => it.key) };
  });
  const found = sorted[lastBefore(keys, offset + 1)];
  return found && offset <= found.pair.span.end ? found : null;
}

/** Each thing once, also where several services share it through an anchor. */
export function eachOnce(
  file: ComposeFile,
  key: string,
  visit: (value: Resolved, pair: Pair, service: Entry) => void,
): void {
  const seen = new Set<Resolved>();
  for (const service of file.services) {
    const pair = file.pair(service.body, key);
    const value = pair && file.resolve(pair.value);
    if (!pair || !value || seen.has(value)) continue;
    seen.add(value);
    visit(value, pair, service);
  }
}

export interface PublishedPort {
  readonly node: ScalarNode;
  /** Null for the long syntax. */
  readonly short: PortMapping | null;
  readonly ip: string | null;
  /** The first and last host port; null when the engine chooses one. */
  readonly host: readonly [number, number] | null;
  readonly container: number | null;
  readonly protocol: string;
}

/** The ports of a service as far as they are written out; those with variables are left out. */
export const portsOf = onceForMap((file, body): PublishedPort[] =>
  file.items(file.get(body, "ports")).flatMap((item) => {
    if (item.kind === "seq") return [];
    const port = item.kind === "scalar" ? shortPort(item) : longPort(file, item);
    return port ?? [];
  }),
);

function shortPort(node: ScalarNode): PublishedPort | null {
  if (node.value.includes("$") || node.type === "null") return null;
  const short = readPort(node.value);
  const { ip, host, container, protocol } = short;
  return {
    node,
    short,
    ip,
    host: host ? [host.first, host.last] : null,
    container: container?.first ?? null,
    protocol,
  };
}

function longPort(file: ComposeFile, map: MapNode): PublishedPort | null {
  const text = (key: string): string | null => file.scalar(map, key)?.value ?? null;
  const node = file.scalar(map, "published") ?? file.scalar(map, "target");
  const all = [text("published"), text("target"), text("host_ip")];
  if (!node || all.some((it) => it?.includes("$"))) return null;
  const range = /^(\d+)(?:-(\d+))?$/.exec(text("published") ?? "");
  const target = Number(text("target") ?? Number.NaN);
  return {
    node,
    short: null,
    ip: text("host_ip"),
    host: range ? [Number(range[1]), Number(range[2] ?? range[1])] : null,
    container: Number.isNaN(target) ? null : target,
    protocol: text("protocol") ?? "tcp",
  };
}

export interface MountEntry {
  readonly node: ScalarNode;
  readonly type: string;
  readonly source: string | null;
  readonly target: string | null;
  /** Null for the long syntax. */
  readonly short: Mount | null;
}

export function mountsOf(file: ComposeFile, body: MapNode | null): MountEntry[] {
  return file.items(file.get(body, "volumes")).flatMap((item): MountEntry[] => {
    if (item.kind === "scalar") {
      const short = readMount(item.value);
      const { type, source, target } = short;
      const text = (it: { from: number; to: number } | null) => it && item.value.slice(it.from, it.to);
      return [{ node: item, type, source: text(source), target: text(target), short }];
    }
    if (item.kind !== "map") return [];
    const [type, source, target] = ["type", "source", "target"].map((key) => file.scalar(item, key));
    const node = source ?? target ?? type;
    return node
      ? [{ node, type: type?.value ?? "", source: source?.value ?? null, target: target?.value ?? null, short: null }]
      : [];
  });
}

export interface Variable {
  readonly name: string;
  readonly key: ScalarNode;
  readonly value: string | null;
  readonly node: ScalarNode;
}

/** `KEY: value` and `- KEY=value`. */
export function variablesOf(file: ComposeFile, node: Resolved | null): Variable[] {
  if (node?.kind === "map") {
    return file.pairs(node).flatMap(({ name, key, value }) => {
      const it = file.resolve(value);
      return it?.kind === "scalar" ? [{ name, key, value: it.type === "null" ? null : it.value, node: it }] : [];
    });
  }
  return file.scalars(node).map((it) => {
    const equals = it.value.indexOf("=");
    const name = equals < 0 ? it.value : it.value.slice(0, equals);
    return { name, key: it, value: equals < 0 ? null : it.value.slice(equals + 1), node: it };
  });
}

export interface Dependency {
  readonly name: string;
  readonly node: ScalarNode;
  readonly condition: string;
  readonly isRequired: boolean;
}

/** What `depends_on` names. */
export const dependenciesOf = onceForMap((file, body): Dependency[] => {
  const value = file.get(body, "depends_on");
  if (value?.kind !== "map") {
    return file
      .scalars(value)
      .map((node) => ({ name: node.value, node, condition: "service_started", isRequired: true }));
  }
  return file.pairs(value).map(({ name, key, value: options }) => {
    const map = file.resolve(options);
    const text = (it: string): string | null => (map?.kind === "map" ? (file.scalar(map, it)?.value ?? null) : null);
    return {
      name,
      node: key,
      condition: text("condition") ?? "service_started",
      isRequired: text("required") !== "false",
    };
  });
});

/** The service that `extends` names in this file; null when it names another file or nothing. */
export function extendedBy(file: ComposeFile, body: MapNode | null): ScalarNode | null {
  const value = file.get(body, "extends");
  if (value?.kind === "scalar") return value.type === "null" ? null : value;
  return value?.kind === "map" && !file.pair(value, "file") ? file.scalar(value, "service") : null;
}

/** The service or one that it extends has the key; unknown, so true, when it extends one of another file. */
export function inherits(file: ComposeFile, service: Entry, key: string): boolean {
  if (file.pair(service.body, key)) return true;
  const known = file.derive(`inherits ${key}`, () => new Map<string, boolean>());
  const asked: string[] = [];
  const seen = new Set<string>();
  let at: Entry | null = service;
  let answer = false;
  while (at && !seen.has(at.name)) {
    const before = known.get(at.name);
    answer = before ?? (file.pair(at.body, key) !== null || file.scalar(at.body, "extends", "file") !== null);
    if (before !== undefined || answer) break;
    seen.add(at.name);
    asked.push(at.name);
    const base: ScalarNode | null = extendedBy(file, at.body);
    at = base ? file.entry("services", base.value) : null;
  }
  // What the last of the chain has they all have, as they extend each other.
  for (const name of asked) known.set(name, answer);
  return answer;
}
