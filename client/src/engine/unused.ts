/** What nothing uses, from the answer of `GET /system/df`. */
import type { Network } from "./api/networks.ts";
import type { ObjectKind, Unused } from "./api/system.ts";
import * as normalise from "./normalise.ts";

interface Usage {
  readonly Containers?: unknown;
  readonly Images?: unknown;
  readonly Volumes?: unknown;
}

export function unusedOf(kind: Exclude<ObjectKind, "network">, answer: unknown): Unused[] {
  const { Containers, Images, Volumes } = (answer ?? {}) as Usage; // Each is looked at as unknown.
  switch (kind) {
    case "container":
      return all(Containers).flatMap(stopped);
    case "image":
      return all(Images).flatMap((it) => dangling(it, all(Containers)));
    case "volume":
      return all(Volumes).flatMap(orphaned);
  }
}

/** An entry of `GET /networks` with the filter `dangling`. */
export function unusedNetwork(raw: unknown): Unused | null {
  const network = normalise.network(raw);
  // Podman counts its own network among them, and refuses to remove it.
  if (network === null || isPredefined(network)) return null;
  return { id: network.id, name: network.name, size: null };
}

const PREDEFINED: ReadonlySet<string> = new Set(["bridge", "host", "none", "podman"]);

/** The engine's own networks, which it refuses to remove. */
export const isPredefined = ({ name }: Network): boolean => PREDEFINED.has(name);

const all = (list: unknown): readonly object[] =>
  Array.isArray(list) ? list.filter((it): it is object => typeof it === "object" && it !== null) : [];

function stopped(raw: object & { SizeRw?: unknown }): Unused[] {
  const container = normalise.container(raw);
  if (container === null || !["created", "exited", "dead"].includes(container.state)) return [];
  return [{ id: container.id, name: container.name, size: size(raw.SizeRw) ?? 0 }];
}

function dangling(raw: object & { SharedSize?: unknown }, containers: readonly object[]): Unused[] {
  const image = normalise.image(raw);
  if (image === null || image.tags.length > 0) return [];
  const isUsed = containers.some((it) => sameImage(normalise.container(it)?.imageId ?? "", image.id));
  if (isUsed) return [];
  return [{ id: image.id, name: bare(image.id).slice(0, 12), size: image.size - (size(raw.SharedSize) ?? 0) }];
}

function orphaned(raw: object & { UsageData?: unknown }): Unused[] {
  const volume = normalise.volume(raw);
  const usage = (raw.UsageData ?? {}) as { RefCount?: unknown; Size?: unknown }; // Both are looked at as unknown.
  return volume !== null && usage.RefCount === 0
    ? [{ id: volume.name, name: volume.name, size: size(usage.Size) }]
    : [];
}

const bare = (id: string): string => id.replace(/^sha256:/, "");
const sameImage = (a: string, b: string): boolean => bare(a) === bare(b);

/** Engines answer -1 for what they have not measured. */
const size = (value: unknown): number | null => (typeof value === "number" && value >= 0 ? value : null);

/** A volume without a name of its own is called by 64 digits: no more of them than tell it from others. */
export const shortVolumeName = (name: string): string => (/^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name);
