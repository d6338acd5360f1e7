/** How Docker Compose lays one file over another: what is joined, what is replaced, what counts as the same item. */
import { isList, isMap, isText, plainText, Replacement, type Value, type ValueMap } from "./value.ts";
import { readMount, readPort } from "./values.ts";

/** `above` laid over `below`; `path` is the keys below the service, network or volume. Null: nothing is left. */
export function merged(below: Value, above: Value, path: readonly string[]): Value | null {
  if (above instanceof Replacement) return above.value;
  if (below instanceof Replacement) return below.value ? merged(below.value, above, path) : above;
  const key = path.join(".");
  if (isText(above) && above.text === "" && !above.isQuoted && !isText(below)) return below;
  if (REPLACED.has(key) || /^ulimits\.[^.]+$/.test(key)) return above;
  const drivers = [below, above].map(driverOf);
  if (key === "logging" && drivers.every((it) => it !== null) && drivers[0] !== drivers[1]) return above;
  const [low, high] = alike(below, above, key);
  if (isMap(low) && isMap(high)) return mergedMaps(low, high, path);
  if (isList(low) && isList(high)) return mergedLists(low, high, key);
  return above;
}

/** A value over which nothing lies. */
export function settled(value: Value): Value | null {
  if (value instanceof Replacement) return value.value && settled(value.value);
  if (isList(value)) return value.flatMap((it) => settled(it) ?? []);
  if (!isMap(value)) return value;
  const found = new Map<string, Value>();
  for (const [key, inner] of value) {
    const kept = settled(inner);
    if (kept !== null) found.set(key, kept);
  }
  return found;
}

const REPLACED = new Set(["command", "entrypoint", "healthcheck.test"]);

function mergedMaps(below: ValueMap, above: ValueMap, path: readonly string[]): ValueMap {
  const all = new Map(below);
  for (const [key, value] of above) {
    const before = all.get(key);
    const after = before ? merged(before, value, [...path, key]) : value;
    if (after === null) all.delete(key);
    else all.set(key, after);
  }
  return all;
}

function mergedLists(below: readonly Value[], above: readonly Value[], key: string): readonly Value[] {
  if (key === "ipam.config") return mergedSubnets(below, above);
  const identity = IDENTITIES[key] ?? (ADDED.has(key) ? null : exactly);
  if (!identity) return [...below, ...above];
  const all = new Map<string, Value>();
  for (const it of [...below, ...above]) all.set(identity(it), it);
  return [...all.values()];
}

/** Those above, each with what is said of the same subnet below. */
const mergedSubnets = (below: readonly Value[], above: readonly Value[]): readonly Value[] =>
  above.map((it) => {
    const same = below.find((other) => field(other, "subnet") === field(it, "subnet"));
    return isMap(same) && isMap(it) ? mergedMaps(same, it, []) : it;
  });

/** Lists whose items are kept even when they are the same. */
const ADDED = new Set(["post_start", "pre_stop", "pre_start", "develop.watch"]);
const exactly = (it: Value): string => JSON.stringify(it instanceof Map ? [...it] : it);
const text = (it: Value | undefined): string => (isText(it) ? it.text : "");
const field = (it: Value, ...keys: readonly string[]): string | null =>
  isMap(it) ? (keys.map((key) => it.get(key)).find(isText)?.text ?? null) : null;

function portIdentity(it: Value): string {
  if (isMap(it)) {
    const [ip, published, target, protocol] = ["host_ip", "published", "target", "protocol"].map((key) =>
      text(it.get(key)),
    );
    return `${ip}:${published}:${target}/${protocol || "tcp"}`;
  }
  const { ip, host, container, protocol } = readPort(text(it));
  const piece = (range: { from: number; to: number } | null): string =>
    range ? text(it).slice(range.from, range.to) : "";
  return `${ip ?? ""}:${piece(host)}:${piece(container)}/${protocol}`;
}

function mountIdentity(it: Value): string {
  if (!isText(it)) return field(it, "target") ?? exactly(it);
  const { target } = readMount(it.text);
  return it.text.slice(target.from, target.to);
}

const deviceIdentity = (it: Value): string =>
  field(it, "target", "source") ?? text(it).split(":").slice(0, 2).at(-1) ?? "";
const fileIdentity = (it: Value): string => field(it, "target", "source") ?? text(it);

const IDENTITIES: Readonly<Record<string, (it: Value) => string>> = {
  ports: portIdentity,
  volumes: mountIdentity,
  devices: deviceIdentity,
  secrets: fileIdentity,
  configs: fileIdentity,
  "build.secrets": fileIdentity,
  env_file: (it) => field(it, "path") ?? text(it),
};

/** These are mappings or lists of `KEY=value`. */
const KEYED =
  /^(?:environment|labels|annotations|sysctls|storage_opt|build\.(?:args|labels|additional_contexts)|deploy\.labels)$/;
/** These are mappings or lists of names. */
const NAMED = /^(?:depends_on|networks|models)$/;

/** Both in the same shape where one is short and the other long. */
function alike(below: Value, above: Value, key: string): readonly [Value, Value] {
  if (key === "build") return [longBuild(below), longBuild(above)];
  if (KEYED.test(key)) return [keyed(below), keyed(above)];
  if (/^(?:build\.)?extra_hosts$/.test(key)) return [hosts(below), hosts(above)];
  if (NAMED.test(key) && isMap(below) !== isMap(above)) return [named(below, key), named(above, key)];
  if (key === "env_file" || key === "tmpfs" || key === "dns" || key === "dns_search")
    return [listed(below), listed(above)];
  return [below, above];
}

const longBuild = (it: Value): Value => (isText(it) ? new Map([["context", it]]) : it);
const listed = (it: Value): Value => (isText(it) ? [it] : it);

function keyed(it: Value): Value {
  if (!isList(it) || !it.every(isText)) return it;
  return new Map(
    it.map((item) => {
      const equals = item.text.indexOf("=");
      if (equals < 0) return [item.text, plainText("")];
      return [item.text.slice(0, equals), { text: item.text.slice(equals + 1), isQuoted: true }];
    }),
  );
}

/** A host may have several addresses: what lies above adds to them. */
function hosts(it: Value): Value {
  if (isList(it))
    return it.map((item) => (isText(item) ? { ...item, text: item.text.replace(/^([^:=]+):/, "$1=") } : item));
  if (!isMap(it)) return it;
  return [...it].flatMap(([name, addresses]) =>
    (isList(addresses) ? addresses : [addresses])
      .filter(isText)
      .map(({ text }) => ({ text: `${name}=${text}`, isQuoted: true })),
  );
}

function named(it: Value, key: string): Value {
  if (!isList(it) || !it.every(isText)) return it;
  const options = (): Value =>
    key === "depends_on" ? new Map([["condition", plainText("service_started")]]) : plainText("");
  return new Map(it.map((item) => [item.text, options()]));
}

const driverOf = (it: Value): string | null => field(it, "driver");
