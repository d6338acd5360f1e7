/** What one engine cannot do that others can: commands that need it are left out there, and its tooltip says why. */
import type { EngineInfo } from "./api/system.ts";
import { compareVersions } from "./normalise.ts";
import type { EngineStatus } from "./store.ts";

/** `limits` and `restart-policy`: of a container that there is already. */
export type Feature = "buildkit" | "export" | "limits" | "restart-policy";

/** Why it cannot. */
export type Lack = "podman" | "old-podman" | "windows" | "old-docker";

export type Lacks = ReadonlyMap<Feature, Lack>;

export function lacksOf({ name, version, os, buildkit }: EngineInfo): Lacks {
  const lacks = new Map<Feature, Lack>();
  const isPodman = name.startsWith("Podman");
  const isWindows = os === "windows";
  if (!buildkit) lacks.set("buildkit", isPodman ? "podman" : isWindows ? "windows" : "old-docker");
  if (isPodman) lacks.set("restart-policy", "podman");
  if (isPodman && compareVersions(version, "4.3") < 0) lacks.set("limits", "old-podman");
  if (isWindows) for (const it of ["export", "limits"] as const) lacks.set(it, "windows");
  return lacks;
}

const NOTHING: Lacks = new Map();

/** Of an engine that is not connected nothing is known, and everything is offered. */
export const lacksOfStatus = (status: EngineStatus | null): Lacks =>
  status?.kind === "connected" ? lacksOf(status.info) : NOTHING;
