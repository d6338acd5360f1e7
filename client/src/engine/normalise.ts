/**
 * The engine's records as ours. Tolerant: engines differ by version and maker, and a field that is missing, null or odd
 * must not cost the user the whole list.
 */
import type { Container, ContainerState, Health, Port } from "./api/containers.ts";
import type { Image, ImageLayer } from "./api/images.ts";
import type { Network } from "./api/networks.ts";
import type { EngineEvent, EngineInfo, ObjectKind } from "./api/system.ts";
import type { Volume } from "./api/volumes.ts";
import { compareText, list, number, record, text, texts } from "./fields.ts";

/** Marks the containers that Gantry makes for its own ends; it shows them nowhere. */
export const HELPER_LABEL = "dev.gantry.helper";

/** An entry of `GET /containers/json`, answered at `now` (milliseconds); null when it has no id. */
export function container(raw: unknown, now = Date.now()): Container | null {
  const it = record(raw);
  const id = text(it.Id);
  if (id === "" || HELPER_LABEL in record(it.Labels)) return null;
  const status = text(it.Status);
  return {
    id,
    name: containerName(it.Names, id),
    image: text(it.Image),
    imageId: text(it.ImageID),
    command: text(it.Command),
    state: containerState(text(it.State), status),
    health: healthOf(status),
    status,
    createdAt: seconds(it.Created),
    startedAt: status.startsWith("Up") ? timeIn(status, now) : null,
    endedAt: status.startsWith("Exited") ? timeIn(status, now) : null,
    ports: list(it.Ports).map(port).sort(byPort),
    labels: labels(it.Labels),
    networks: Object.keys(record(record(it.NetworkSettings).Networks)).sort(),
    volumes: list(it.Mounts)
      .map(record)
      .filter((mount) => mount.Type === "volume")
      .map((mount) => text(mount.Name))
      .sort(),
  };
}

/** An entry of `GET /images/json`, or the answer of `GET /images/{id}/json`. */
export function image(raw: unknown): Image | null {
  const it = record(raw);
  const id = imageId(text(it.Id));
  if (id === "") return null;
  return {
    id,
    tags: texts(it.RepoTags).filter((tag) => !tag.includes("<none>")),
    digests: texts(it.RepoDigests).filter((digest) => !digest.includes("<none>")),
    size: number(it.Size),
    createdAt: seconds(it.Created),
    // The list and the details of one image have them in different places.
    labels: labels(it.Labels ?? record(it.Config).Labels),
  };
}

/** An entry of `GET /images/{id}/history`. */
export function imageLayer(raw: unknown): ImageLayer {
  const it = record(raw);
  return { createdBy: text(it.CreatedBy), size: number(it.Size) };
}

/** Podman leaves `sha256:` out of the ids of some answers. */
const imageId = (id: string): string => id.replace(/^(?=[0-9a-f]{64}$)/, "sha256:");

export function volume(raw: unknown): Volume | null {
  const it = record(raw);
  const name = text(it.Name);
  if (name === "") return null;
  return {
    name,
    driver: text(it.Driver),
    mountpoint: text(it.Mountpoint),
    createdAt: text(it.CreatedAt) || null,
    labels: labels(it.Labels),
  };
}

export function network(raw: unknown): Network | null {
  const it = record(raw);
  const id = text(it.Id) || text(it.ID);
  if (id === "") return null;
  return {
    id,
    name: text(it.Name) || id.slice(0, 12),
    driver: text(it.Driver),
    scope: text(it.Scope) || "local",
    internal: it.Internal === true,
    labels: labels(it.Labels),
  };
}

/** The answers of `GET /version` and the headers of `GET /_ping`. */
export function engineInfo(version: unknown, ping: Readonly<Record<string, unknown>>): EngineInfo {
  const it = record(version);
  const isPodman = isPodmanEngine(version, ping);
  const number = text(it.Version);
  const os = text(it.Os) || text(ping.ostype) || "linux";
  const apiVersion = text(it.ApiVersion) || text(ping["api-version"]);
  return {
    name: `${isPodman ? "Podman" : "Docker"} ${number}`.trim(),
    version: number,
    apiVersion,
    os,
    arch: text(it.Arch),
    // The header `Builder-Version` only says what is the default; 20.10 sends none and builds with BuildKit all the same.
    buildkit: !isPodman && os === "linux" && compareVersions(apiVersion, "1.39") >= 0,
  };
}

function isPodmanEngine(version: unknown, ping: Readonly<Record<string, unknown>>): boolean {
  if (ping["libpod-api-version"] !== undefined || text(ping.server).startsWith("Libpod")) return true;
  return list(record(version).Components).some((it) => text(record(it).Name).startsWith("Podman"));
}

/** Below 0 when `a` is the older one. `1.9` is older than `1.41`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((it) => it.split(".").map((part) => Number.parseInt(part, 10) || 0));
  for (let i = 0; i < Math.max(left?.length ?? 0, right?.length ?? 0); i++) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const KINDS: ReadonlySet<string> = new Set<ObjectKind>(["container", "image", "volume", "network"]);

const NETWORKING: ReadonlySet<string> = new Set(["connect", "disconnect"]);

/** What changes nothing that a record shows. Health checks send three exec events at every interval. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  "archive-path",
  "attach",
  "commit",
  "connect",
  "copy",
  "detach",
  "disconnect",
  "exec",
  "exec_create",
  "exec_detach",
  "exec_die",
  "exec_died",
  "exec_start",
  "export",
  "extract-to-dir",
  "mount",
  "prune",
  "push",
  "resize",
  "save",
  "top",
  "unmount",
]);

/** A line of `GET /events`; null when it does not concern the store. `line` keeps the digits that a number would lose. */
export function event(raw: unknown, line: string): EngineEvent | null {
  const it = record(raw);
  const kind = text(it.Type);
  // `exec_create: /bin/sh -c …`, `health_status: healthy`
  const action = (text(it.Action).split(":")[0] ?? "").trim();
  const actor = record(it.Actor);
  const attributes = record(actor.Attributes);
  const timeNano = /"timeNano":\s*(\d+)/.exec(line)?.[1] ?? "0";
  // Of interest to the container: its record names its networks.
  if (kind === "network" && NETWORKING.has(action) && text(attributes.container) !== "")
    return { kind: "container", action, id: text(attributes.container), timeNano };
  // Podman names volumes, and images that it has built, among the attributes only.
  const named = text(actor.ID) || (kind === "volume" || kind === "image" ? text(attributes.name) : "");
  const id = kind === "image" ? imageId(named) : named;
  if (!KINDS.has(kind) || IRRELEVANT.has(action) || id === "") return null;
  return { kind: kind as ObjectKind, action, id, timeNano }; // KINDS holds exactly the kinds.
}

function containerName(names: unknown, id: string): string {
  // A container that others link to has `/other/alias` as well: its own name has one slash.
  const own = texts(names).find((name) => name.lastIndexOf("/") <= 0);
  return (own ?? "").replace(/^\//, "") || id.slice(0, 12);
}

const STATES: Readonly<Record<string, ContainerState>> = {
  created: "created",
  running: "running",
  paused: "paused",
  restarting: "restarting",
  removing: "removing",
  exited: "exited",
  dead: "dead",
  // Podman's own words
  configured: "created",
  initialized: "created",
  stopping: "running",
  stopped: "exited",
};

function containerState(state: string, status: string): ContainerState {
  const known = STATES[state.toLowerCase()];
  if (known !== undefined) return known;
  if (status.startsWith("Up")) return "running";
  return status.startsWith("Created") ? "created" : "exited";
}

function healthOf(status: string): Health | null {
  const word = /\((?:health: )?(healthy|unhealthy|starting)\)/.exec(status)?.[1];
  return (word as Health | undefined) ?? null; // The pattern names exactly the three.
}

const UNITS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

/** `Up 3 minutes`, `Up About an hour (Paused)`, `Exited (0) Less than a second ago`: the list tells no other time. */
function timeIn(status: string, now: number): number {
  const [, count, unit] = /(\d+|an?|less than an?) (second|minute|hour|day|week|month|year)/i.exec(status) ?? [];
  const number = Number(count);
  const age = (Number.isNaN(number) ? 1 : number) * (UNITS[unit ?? ""] ?? 0);
  return Math.floor(now / 1000) - age;
}

function port(raw: unknown): Port {
  const it = record(raw);
  return {
    privatePort: number(it.PrivatePort),
    publicPort: number(it.PublicPort) || null,
    ip: text(it.IP) || null,
    protocol: text(it.Type) || "tcp",
  };
}

/** The engine's order changes from one answer to the next. */
function byPort(a: Port, b: Port): number {
  return a.privatePort - b.privatePort || a.protocol.localeCompare(b.protocol) || compareText(a.ip ?? "", b.ip ?? "");
}

/** Unix seconds; inspect answers ISO 8601 where the lists answer a number. */
function seconds(value: unknown): number {
  if (typeof value !== "string") return number(value);
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? 0 : Math.floor(milliseconds / 1000);
}

function labels(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((it): it is [string, string] => typeof it[1] === "string"),
  );
}
