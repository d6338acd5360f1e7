/** The containers of a compose project, and what is to be said of them. */
import { dirname, posix } from "node:path";
import * as l10n from "@vscode/l10n";
import type { Container } from "../engine/api/containers.ts";
import { exitCodeOf } from "../engine/exit-code.ts";

export interface Project {
  /** The path of the compose file that is looked at. */
  readonly path: string;
  readonly name: string;
}

/** Those that were started from this file, however the project was called then; in the order of their names. */
export function containersOf(all: Iterable<Container>, project: Project, service: string | null = null): Container[] {
  const found = [...all].filter(
    (it) => belongs(it, project) && (service === null || it.labels[`${LABEL}.service`] === service),
  );
  return found.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

export const serviceOf = (container: Container): string | null => container.labels[`${LABEL}.service`] ?? null;

const LABEL = "com.docker.compose";

function belongs({ labels }: Container, { path, name }: Project): boolean {
  if (/^true$/i.test(labels[`${LABEL}.oneoff`] ?? "")) return false;
  const own = labels[`${LABEL}.project`];
  if (own === undefined) return false;
  const files = labels[`${LABEL}.project.config_files`]?.split(",") ?? [];
  const folder = labels[`${LABEL}.project.working_dir`];
  const isNamed = files.some((it) => isSamePath(it, path) || (folder && isSamePath(`${folder}/${it}`, path)));
  return isNamed || (own === name && (!folder || isSamePath(folder, dirname(path))));
}

const isSamePath = (a: string, b: string): boolean => plainPath(a) === plainPath(b);

/** Drives and slashes are written in several ways on Windows. */
function plainPath(path: string): string {
  const slashes = posix.normalize(path.replaceAll("\\", "/")).replace(/\/$/, "");
  return /^[a-zA-Z]:/.test(slashes) ? slashes.toLowerCase() : slashes;
}

export interface ProjectState {
  /** Of VS Code's icons. */
  readonly icon: string;
  readonly text: string;
}

/** The state of one service; null when it has no container. */
export function serviceState(containers: readonly Container[]): ProjectState | null {
  const [only, ...more] = containers;
  if (!only) return null;
  if (more.length === 0) return containerState(only);
  const running = containers.filter((it) => it.state === "running");
  return { icon: iconFor(containers), text: joined(count(running.length, containers.length), healthOf(running)) };
}

/** The state of a project that wants `services` to run; null when it has no container at all. */
export function projectState(containers: readonly Container[], services: readonly string[]): ProjectState | null {
  if (containers.length === 0) return null;
  const running = containers.filter((it) => it.state === "running");
  const wanted = new Set([...services, ...containers.flatMap((it) => serviceOf(it) ?? [])]);
  const up = new Set(running.flatMap((it) => serviceOf(it) ?? []));
  const icon = iconFor(containers);
  const isPart = icon === "pass-filled" && up.size < wanted.size;
  return { icon: isPart ? PART : icon, text: joined(count(up.size, wanted.size), healthOf(running)) };
}

const PART = "circle-large-outline";

function containerState(container: Container): ProjectState {
  const { state, health, status } = container;
  const icon = iconFor([container]);
  if (state === "running") return { icon, text: health ? healthText(health) : l10n.t("running") };
  const code = exitCodeOf(status);
  if (code !== null) return { icon, text: l10n.t("exited {0}", code) };
  const texts = {
    created: l10n.t("created"),
    paused: l10n.t("paused"),
    restarting: l10n.t("restarting"),
    removing: l10n.t("removing"),
    exited: l10n.t("exited"),
    dead: l10n.t("dead"),
  };
  return { icon, text: texts[state] };
}

const count = (up: number, all: number): string => l10n.t("running {0}/{1}", up, all);
const joined = (...parts: readonly (string | null)[]): string => parts.filter((it) => it !== null).join(", ");

function healthText(health: NonNullable<Container["health"]>): string {
  const texts = { healthy: l10n.t("healthy"), unhealthy: l10n.t("unhealthy"), starting: l10n.t("starting") };
  return texts[health];
}

/** The worst that there is; healthy only when all are that are asked. */
function healthOf(running: readonly Container[]): string | null {
  const asked = running.filter((it) => it.health !== null);
  const bad = asked.filter((it) => it.health === "unhealthy").length;
  if (bad > 0) return l10n.t("{0} unhealthy", bad);
  if (asked.length === 0) return null;
  return healthText(asked.every((it) => it.health === "healthy") ? "healthy" : "starting");
}

function iconFor(containers: readonly Container[]): string {
  const failed = containers.some((it) => it.health === "unhealthy" || (exitCodeOf(it.status) ?? 0) > 0);
  if (failed) return "error";
  const running = containers.filter((it) => it.state === "running");
  if (running.length === 0) return "circle-outline";
  if (running.some((it) => it.health === "starting")) return "sync";
  return running.length === containers.length ? "pass-filled" : PART;
}
