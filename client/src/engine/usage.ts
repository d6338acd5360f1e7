/** What an engine's objects take on its disk, and what would go if all that is not used went: from `GET /system/df`. */
import type { DiskUsage, KindUsage, Leftovers } from "./api/system.ts";
import * as normalise from "./normalise.ts";
import { unusedOf } from "./unused.ts";

interface Raw {
  readonly Containers?: unknown;
  readonly Images?: unknown;
  readonly Volumes?: unknown;
  readonly BuildCache?: unknown;
  readonly LayersSize?: unknown;
}

/** Without the networks, of which the answer tells nothing. */
export function leftoversOf(answer: unknown): Omit<Leftovers, "networks"> {
  const raw = (answer ?? {}) as Raw; // Each is looked at as unknown.
  // What only a stopped container uses is used by nothing once that is gone.
  const staying = list(raw.Containers).filter(isAtWork);
  const mounted = new Set(staying.flatMap(volumesOf));
  const tellsMounts = list(raw.Containers).every((it) => Array.isArray((it as { Mounts?: unknown }).Mounts));
  const volumes = tellsMounts
    ? list(raw.Volumes).map((it) => {
        const { name } = normalise.volume(it) ?? { name: "" };
        return { ...it, UsageData: { ...usageData(it), RefCount: mounted.has(name) ? 1 : 0 } };
      })
    : raw.Volumes;
  return {
    containers: unusedOf("container", raw),
    images: unusedOf("image", { ...raw, Containers: staying }),
    volumes: unusedOf("volume", { ...raw, Volumes: volumes }),
    buildCache: sum(
      list(raw.BuildCache)
        .filter((it) => !isInUse(it))
        .map(sizeOf),
    ),
  };
}

export function usageOf(answer: unknown): DiskUsage {
  const raw = (answer ?? {}) as Raw; // Each is looked at as unknown.
  const containers = list(raw.Containers);
  const used = new Set(containers.map((it) => (it as { ImageID?: unknown }).ImageID));
  const images = list(raw.Images);
  const usedImages = images.filter((it) => used.has((it as { Id?: unknown }).Id));
  const volumes = list(raw.Volumes);
  const cache = list(raw.BuildCache);
  return {
    containers: usage(containers, containers.filter(isAtWork), (it) => size((it as { SizeRw?: unknown }).SizeRw)),
    images: {
      ...usage(images, usedImages, (it) => size((it as { Size?: unknown }).Size)),
      // Layers that images share are on the disk once.
      ...(typeof raw.LayersSize === "number" && raw.LayersSize > 0 && { size: raw.LayersSize }),
    },
    volumes: usage(
      volumes,
      volumes.filter((it) => size(usageData(it).RefCount) > 0),
      (it) => size(usageData(it).Size),
    ),
    buildCache: usage(cache, cache.filter(isInUse), sizeOf),
  };
}

function usage(all: readonly object[], inUse: readonly object[], measure: (it: object) => number): KindUsage {
  return { count: all.length, inUse: inUse.length, size: sum(all.map(measure)) };
}

const isAtWork = (raw: object): boolean => {
  const container = normalise.container(raw);
  return container !== null && !["created", "exited", "dead"].includes(container.state);
};

const volumesOf = (raw: object & { Mounts?: unknown }): string[] =>
  list(raw.Mounts).flatMap((it: { Type?: unknown; Name?: unknown }) =>
    it.Type === "volume" && typeof it.Name === "string" ? [it.Name] : [],
  );

const usageData = (raw: object & { UsageData?: unknown }): { RefCount?: unknown; Size?: unknown } =>
  raw.UsageData ?? {};

const isInUse = (raw: object & { InUse?: unknown }): boolean => raw.InUse === true;

/** What is shared is freed with whatever it is shared with. */
const sizeOf = (raw: object & { Size?: unknown; Shared?: unknown }): number =>
  raw.Shared === true ? 0 : size(raw.Size);

const list = (value: unknown): readonly object[] =>
  Array.isArray(value) ? value.filter((it): it is object => typeof it === "object" && it !== null) : [];

/** Engines answer -1 for what they have not measured. */
const size = (value: unknown): number => (typeof value === "number" && value > 0 ? value : 0);

const sum = (values: readonly number[]): number => values.reduce((total, it) => total + it, 0);
