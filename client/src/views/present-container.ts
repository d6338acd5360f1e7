/** How a container looks. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import { percent } from "../../../server/src/shared/numbers.ts";
import type { Container, Port } from "../engine/api/containers.ts";
import type { Stats } from "../engine/api/details.ts";
import { exitCodeOf } from "../engine/exit-code.ts";
import { stateName } from "../ui/state-name.ts";
import type { ContainerNode } from "./node.ts";
import { icon, lines, type Row, row, shortId } from "./row.ts";

export function containerRow({ container, note }: ContainerNode, now: number, stats: Stats | null): Row {
  const ports = publishedPorts(container.ports);
  const state = stateText(container, now);
  const health = container.state === "running" ? healthText(container.health) : "";
  const facts = [
    health,
    ...statsTexts(stats),
    uptimeText(container, now),
    failureText(container),
    ports,
    container.image,
  ];
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

export const isUnhealthy = ({ state, health }: Container): boolean => state === "running" && health === "unhealthy";

/** Without the arrows of the row, and in the user's words where the engine has its own. */
function spokenContainer(container: Container, note: string | null, now: number, stats: Stats | null): string {
  const { name, image, state, health, ports } = container;
  const isRunning = state === "running";
  const known = l10n.t(
    "Container {0}, {1}, image {2}",
    name,
    isRunning ? stateName(state) : stateText(container, now),
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
  const cpu = stats.cpu === null ? [] : [percent(stats.cpu)];
  return [...cpu, bytes(stats.memory)];
}

function containerIcon(container: Container): Row["icon"] {
  const { state, health } = container;
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
      return icon("vm-outline", failedWith(container) === null ? "disabledForeground" : "list.errorForeground");
    case "dead":
      return icon("error", "list.errorForeground");
  }
}

/** With which it failed by itself; null where it did not. */
function failedWith({ state, status }: Container): number | null {
  const code = exitCodeOf(status);
  return state !== "exited" || code === null || STOPPED.has(code) ? null : code;
}

function failureText(container: Container): string {
  const code = failedWith(container);
  return code === null ? "" : l10n.t("exit code {0}", code);
}

/** All is well, Ctrl+C, a kill and a request to end: what a container that was stopped ends with. */
const STOPPED: ReadonlySet<number> = new Set([0, 130, 137, 143]);

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

/** `stopped, exit code 3, 2 h ago`: what the engine's own words say, in the user's language. */
function stateText(container: Container, now: number): string {
  const { state, status, health, endedAt } = container;
  const code = state === "exited" ? exitCodeOf(status) : null;
  const facts = [
    stateName(state),
    uptimeText(container, now),
    code !== null && l10n.t("exit code {0}", code),
    state === "exited" && endedAt !== null && agoText(now / 1000 - endedAt),
    state === "running" && (health === "healthy" ? l10n.t("healthy") : healthText(health)),
  ];
  return facts.filter(Boolean).join(", ");
}

function agoText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return l10n.t("moments ago");
  if (minutes < 60) return l10n.t("{0} min ago", minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? l10n.t("{0} h ago", hours) : l10n.t("{0} days ago", Math.floor(hours / 24));
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
