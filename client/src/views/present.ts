/** How a node looks: words, icon and colour, without VS Code. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import { type Feature, type Lack, lacksOfStatus } from "../engine/capabilities.ts";
import type { Stats } from "../engine/details.ts";
import type { Container, Port } from "../engine/engine.ts";
import { isPredefined } from "../engine/unused.ts";
import { adviceFor, problemTitle } from "../ui/explain.ts";
import { stateName } from "../ui/state-name.ts";
import type { Arrangement, Grouping, Sorting } from "./arrangement.ts";
import {
  type ContainerNode,
  type EngineNode,
  engineNodeId,
  type GroupNode,
  type ImageNode,
  type NetworkNode,
  type Node,
  type View,
  type VolumeNode,
} from "./node.ts";
import { buildRow } from "./present-build.ts";
import { detailRow } from "./present-details.ts";
import { icon, lines, type Row, row } from "./row.ts";

/** `now` is in milliseconds since 1970. */
export function present(node: Node, now = Date.now(), stats: Stats | null = null): Row {
  switch (node.kind) {
    case "engine":
      return engineRow(node);
    case "build":
      return buildRow(node);
    case "container":
      return containerRow(node, now, stats);
    case "group":
      return groupRow(node);
    case "image":
      return imageRow(node);
    case "volume":
      return volumeRow(node);
    case "network":
      return networkRow(node);
    case "problem": {
      const label = problemTitle(node.reason);
      return row({
        label,
        tooltip: lines(label, node.address, node.message),
        icon: icon("warning", "list.warningForeground"),
        spoken: `${label}: ${node.address}`,
      });
    }
    case "address":
      return row({
        label: node.address,
        tooltip: l10n.t("The address that was tried: {0}", node.address),
        icon: icon("plug"),
        spoken: l10n.t("The address that was tried: {0}", node.address),
      });
    case "advice": {
      const { short, full } = adviceFor(node.reason);
      const command = node.command === null ? null : `gantry.${node.command}`;
      const target = command === null ? null : engineNodeId(node.engine);
      return row({ label: short, tooltip: full, spoken: full, icon: icon("lightbulb"), command, target });
    }
    case "retry":
      return row({ label: l10n.t("Retry"), icon: icon("refresh"), command: "gantry.engines.retry" });
    case "empty":
      return row({
        label: node.filtered ? l10n.t("Nothing matches the filter") : emptyText(node.view),
        icon: icon(node.filtered ? "filter" : "circle-slash", "disabledForeground"),
      });
    default:
      return detailRow(node);
  }
}

/** A number on the icon of the activity bar: containers that need somebody. */
export function badgeOf(stores: readonly { readonly containers: ReadonlyMap<string, Container> }[]): {
  readonly value: number;
  readonly tooltip: string;
} | null {
  const unhealthy = stores.flatMap((it) => [...it.containers.values()].filter(isUnhealthy));
  if (unhealthy.length === 0) return null;
  const names = unhealthy.map((it) => it.name).sort();
  return { value: unhealthy.length, tooltip: l10n.t("Unhealthy: {0}", names.join(", ")) };
}

/** What a view says beside its name when it shows anything but everything in the usual order. */
export function arrangementText(view: View, arrangement: Arrangement): string {
  const { groupBy, groupLabel, sortBy, onlyRunning, onlyWorkspace, text } = arrangement;
  const grouping = groupBy === "label" ? l10n.t("by {0}", groupLabel) : groupingName(groupBy);
  const parts = [
    view === "containers" && groupBy !== "project" ? grouping : "",
    sortBy === "name" ? "" : sortingName(sortBy),
    onlyWorkspace ? l10n.t("only this workspace") : "",
    onlyRunning ? l10n.t("only running") : "",
    text.trim() === "" ? "" : `"${text.trim()}"`,
  ];
  return parts.filter(Boolean).join(" · ");
}

export function sortingName(sorting: Sorting): string {
  switch (sorting) {
    case "name":
      return l10n.t("by name");
    case "created":
      return l10n.t("newest first");
    case "size":
      return l10n.t("largest first");
    case "state":
      return l10n.t("running first");
  }
}

export function groupingName(grouping: Grouping): string {
  switch (grouping) {
    case "project":
      return l10n.t("by compose project");
    case "image":
      return l10n.t("by image");
    case "network":
      return l10n.t("by network");
    case "state":
      return l10n.t("by state");
    case "label":
      return l10n.t("by a label");
    case "none":
      return l10n.t("not grouped");
  }
}

const isUnhealthy = ({ state, health }: Container): boolean => state === "running" && health === "unhealthy";

function engineRow({ known, status, isCurrent, members }: EngineNode): Row {
  const state = engineState(status);
  const version = status?.kind === "connected" ? status.info.name : "";
  const current = isCurrent ? l10n.t("current") : "";
  const description = members === null ? [current, version || state, known.url] : [current, version ? "" : state];
  return row({
    label: known.name,
    description: description.filter(Boolean).join(" · "),
    tooltip: lines(known.name, version, state, known.url, originText(known), problemText(status), lackText(status)),
    spoken: l10n.t("Engine {0}, {1}", known.name, [current, version, state, known.url].filter(Boolean).join(", ")),
    icon: engineIcon(status),
    // Also without rows: VS Code opens nothing that it once knew as a row without any.
    expanded: members === null ? null : true,
  });
}

function engineIcon(status: EngineNode["status"]): Row["icon"] {
  switch (status?.kind) {
    case undefined:
      return icon("debug-disconnect", "disabledForeground");
    case "connecting":
      return icon("sync~spin", "charts.yellow");
    case "connected":
      return icon("server-environment", "charts.green");
    case "unreachable":
      return icon("warning", "list.warningForeground");
  }
}

function engineState(status: EngineNode["status"]): string {
  switch (status?.kind) {
    case undefined:
      return l10n.t("not connected");
    case "connecting":
      return l10n.t("connecting");
    case "connected":
      return l10n.t("connected");
    case "unreachable":
      return problemTitle(status.reason);
  }
}

const problemText = (status: EngineNode["status"]): string =>
  status?.kind === "unreachable" ? lines(status.message, adviceFor(status.reason).full) : "";

/** What is not offered there, and why. */
function lackText(status: EngineNode["status"]): string {
  const lacks = [...lacksOfStatus(status)].map(([feature, lack]) => `– ${featureName(feature)}: ${lackReason(lack)}`);
  return lacks.length === 0 ? "" : lines("", l10n.t("Not possible here:"), ...lacks);
}

function featureName(feature: Feature): string {
  switch (feature) {
    case "buildkit":
      return l10n.t("details of each build step");
    case "export":
      return l10n.t("export of a container");
    case "limits":
      return l10n.t("other limits for a container");
    case "restart-policy":
      return l10n.t("another restart policy for a container");
  }
}

function lackReason(lack: Lack): string {
  switch (lack) {
    case "podman":
      return l10n.t("Podman does not have it");
    case "old-podman":
      return l10n.t("it needs Podman 4.3 or newer");
    case "windows":
      return l10n.t("Windows containers do not have it");
    case "old-docker":
      return l10n.t("it needs Docker 18.09 or newer");
  }
}

function originText({ source, context, name }: EngineNode["known"]): string {
  switch (source) {
    case "setting":
      return l10n.t("From the setting gantry.engine.address");
    case "environment":
      return l10n.t("From the environment");
    case "context":
      return l10n.t("Docker context '{0}'", context ?? "");
    case "socket":
      return l10n.t("Found on this machine");
    case "connection":
      return l10n.t("Podman connection '{0}'", name);
    case "added":
      return l10n.t("Added by you");
  }
}

function groupRow({ by, name, members }: GroupNode): Row {
  const containers = members.filter((it): it is ContainerNode => it.kind === "container").map((it) => it.container);
  if (by === "repository") {
    const tags = l10n.t("{0} tags", members.length);
    return row({ label: name, description: tags, spoken: `${name}, ${tags}`, icon: icon("layers"), expanded: false });
  }
  const running = containers.filter(({ state }) => state === "running").length;
  const description = by === "state" ? String(members.length) : l10n.t("{0}/{1} running", running, members.length);
  const label = by === "state" ? (containers[0] ? stateName(containers[0].state) : name) : name;
  const spoken = {
    project: () => l10n.t("Compose project {0}, {1}", name, description),
    image: () => l10n.t("Containers of the image {0}, {1}", name, description),
    network: () => l10n.t("Containers in the network {0}, {1}", name, description),
    state: () => `${label}, ${description}`,
    label: () => l10n.t("Containers with the label {0}, {1}", name, description),
  };
  const warns = containers.some(isUnhealthy);
  const usual = {
    project: "layers",
    image: "package",
    network: "type-hierarchy-sub",
    state: "list-tree",
    label: "tag",
  }[by];
  return row({
    label,
    description,
    tooltip: spoken[by](),
    spoken: warns ? `${spoken[by]()}, ${l10n.t("unhealthy")}` : spoken[by](),
    icon: warns ? icon("warning", "list.warningForeground") : icon(usual, running > 0 ? "charts.green" : null),
    expanded: true,
  });
}

function containerRow({ container, note }: ContainerNode, now: number, stats: Stats | null): Row {
  const ports = publishedPorts(container.ports);
  const state = stateText(container);
  const health = container.state === "running" ? healthText(container.health) : "";
  const facts = [health, ...statsTexts(stats), uptimeText(container, now), ports, container.image];
  return row({
    label: container.name,
    description: note ?? facts.filter(Boolean).join(" · "),
    tooltip: lines(container.name, state, container.image, container.command, ports, shortId(container.id)),
    icon: containerIcon(container),
    spoken: spokenContainer(container, note ?? null, now, stats),
    // Below something that it uses, what it has itself is left out.
    expanded: note === undefined ? false : null,
  });
}

/** Without the arrows of the row, and in the user's words where the engine has its own. */
function spokenContainer(container: Container, note: string | null, now: number, stats: Stats | null): string {
  const { name, image, state, health, ports } = container;
  const isRunning = state === "running";
  const known = l10n.t(
    "Container {0}, {1}, image {2}",
    name,
    isRunning ? stateName(state) : stateText(container),
    image,
  );
  const facts = [isRunning && healthText(health), uptimeText(container, now), ...statsTexts(stats)];
  const published = publishedPorts(ports).replaceAll("→", ":");
  return [known, ...(note === null ? [...facts, published && l10n.t("ports {0}", published)] : [note])]
    .filter(Boolean)
    .join(", ");
}

/** `3 %`, `45 MB`: of one processor, and memory. */
function statsTexts(stats: Stats | null): string[] {
  if (stats === null) return [];
  const cpu = stats.cpu === null ? [] : [`${stats.cpu < 10 ? stats.cpu.toFixed(1) : Math.round(stats.cpu)} %`];
  return [...cpu, bytes(stats.memory)];
}

function imageRow({ image, tag, users }: ImageNode): Row {
  const label = tag ?? l10n.t("<none>");
  const size = bytes(image.size);
  const mark = users > 0 ? "" : tag === null ? l10n.t("dangling") : l10n.t("unused");
  return row({
    label,
    description: [size, mark].filter(Boolean).join(" · "),
    tooltip: lines(label, shortId(image.id), size, l10n.t("Created {0}", date(image.createdAt)), usersText(users)),
    icon: icon("package", users === 0 ? "disabledForeground" : null),
    spoken: [l10n.t("Image {0}, {1}", label, size), mark].filter(Boolean).join(", "),
    expanded: false,
  });
}

function volumeRow({ volume, users }: VolumeNode): Row {
  const driver = volume.driver === "local" ? "" : volume.driver;
  const mark = users > 0 ? "" : l10n.t("unused");
  return row({
    label: volume.name,
    description: [driver, mark].filter(Boolean).join(" · "),
    tooltip: lines(volume.name, l10n.t("Driver: {0}", volume.driver), volume.mountpoint, usersText(users)),
    icon: icon("database", users === 0 ? "disabledForeground" : null),
    spoken: [l10n.t("Volume {0}", volume.name), driver, mark].filter(Boolean).join(", "),
    expanded: false,
  });
}

function networkRow({ network, users }: NetworkNode): Row {
  // The engine keeps its own networks, used or not.
  const mark = users > 0 || isPredefined(network) ? "" : l10n.t("unused");
  const internal = network.internal ? l10n.t("internal") : "";
  const facts = [network.driver === "null" ? "" : network.driver, internal, mark];
  return row({
    label: network.name,
    description: facts.filter(Boolean).join(" · "),
    tooltip: lines(
      network.name,
      shortId(network.id),
      l10n.t("Driver: {0}", network.driver),
      l10n.t("Scope: {0}", network.scope),
      usersText(users),
    ),
    icon: icon("type-hierarchy-sub", mark ? "disabledForeground" : null),
    spoken: [l10n.t("Network {0}, driver {1}", network.name, network.driver), internal, mark]
      .filter(Boolean)
      .join(", "),
    expanded: false,
  });
}

function usersText(users: number): string {
  if (users === 0) return l10n.t("Used by no container");
  return users === 1 ? l10n.t("Used by one container") : l10n.t("Used by {0} containers", users);
}

function containerIcon({ state, health }: Container): Row["icon"] {
  switch (state) {
    case "running":
      if (health === "unhealthy") return icon("warning", "list.warningForeground");
      return icon(health === "starting" ? "loading~spin" : "vm-running", "charts.green");
    case "paused":
      return icon("debug-pause", "charts.yellow");
    case "restarting":
    case "removing":
      return icon("sync~spin", "charts.yellow");
    case "created":
      return icon("vm", "disabledForeground");
    case "exited":
      return icon("vm-outline", "disabledForeground");
    case "dead":
      return icon("error", "list.errorForeground");
  }
}

/** A healthy one needs no word. */
function healthText(health: Container["health"]): string {
  if (health === "unhealthy") return l10n.t("unhealthy");
  return health === "starting" ? l10n.t("health check under way") : "";
}

/** Steps that the engine's own words allow: it tells `Up 3 hours`, not since when. */
function uptimeText({ state, startedAt }: Container, now: number): string {
  if (state !== "running" || startedAt === null) return "";
  const minutes = Math.floor((now / 1000 - startedAt) / 60);
  if (minutes < 1) return l10n.t("just started");
  if (minutes < 60) return l10n.t("up {0} min", minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? l10n.t("up {0} h", hours) : l10n.t("up {0} days", Math.floor(hours / 24));
}

/** The state in the user's language, with the engine's own detail behind it. */
function stateText({ state, status }: Container): string {
  return status ? `${stateName(state)} (${status})` : stateName(state);
}

/** `8080→80, 443`: what can be reached from the host; IPv4 and IPv6 bindings of one port are one. */
function publishedPorts(ports: readonly Port[]): string {
  const published = ports.filter((port) => port.publicPort !== null);
  const texts = published.map(({ publicPort, privatePort, protocol }) => {
    const pair = publicPort === privatePort ? `${privatePort}` : `${publicPort}→${privatePort}`;
    return protocol === "tcp" ? pair : `${pair}/${protocol}`;
  });
  return [...new Set(texts)].join(", ");
}

function emptyText(view: View): string {
  switch (view) {
    case "containers":
      return l10n.t("No containers yet");
    case "images":
      return l10n.t("No images yet");
    case "volumes":
      return l10n.t("No volumes yet");
    case "networks":
      return l10n.t("No networks yet");
  }
}

/** `sha256:1a2b3c…` and `1a2b3c…` to the twelve digits that the field shows. */
const shortId = (id: string): string => id.replace(/^sha256:/, "").slice(0, 12);

const date = (unixSeconds: number): string => new Date(unixSeconds * 1000).toLocaleString();
