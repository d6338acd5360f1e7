/** The engine itself: what it is, what it has and what happens in it. */
import type { EngineInfo } from "../../../../server/src/shared/protocol.ts";

export type { EngineInfo };

export type ObjectKind = "container" | "image" | "volume" | "network";

/** Something that nothing uses: a stopped container, a dangling image, a volume or network of no container. */
export interface Unused {
  /** As its `remove` wants it. */
  readonly id: string;
  readonly name: string;
  /** Bytes that are freed when it goes, or null where it takes none or the engine does not tell. */
  readonly size: number | null;
}

export interface Leftovers {
  readonly containers: readonly Unused[];
  readonly images: readonly Unused[];
  readonly volumes: readonly Unused[];
  readonly networks: readonly Unused[];
  /** Bytes. */
  readonly buildCache: number;
}

export interface KindUsage {
  readonly count: number;
  readonly inUse: number;
  /** Bytes. */
  readonly size: number;
}

export interface DiskUsage {
  readonly containers: KindUsage;
  readonly images: KindUsage;
  readonly volumes: KindUsage;
  readonly buildCache: KindUsage;
}

/** One change that the engine reports, reduced to what the store acts on. */
export interface EngineEvent {
  readonly kind: ObjectKind;
  /** The first word of the engine's action: `start`, `die`, `destroy`, `tag`, `health_status`. */
  readonly action: string;
  /** Container id, image id or reference, volume name, network id. */
  readonly id: string;
  /** Unix time in nanoseconds, as the engine sent it. */
  readonly timeNano: string;
}

export interface SystemCalls {
  /** Throws EngineError; its reason says why the engine does not answer. */
  info(signal?: AbortSignal): Promise<EngineInfo>;
  /** Whether the engine answers at all; the cheapest question there is. */
  ping(signal?: AbortSignal): Promise<void>;
  /**
   * Resolves once the engine has accepted the subscription, with a stream of changes that concern the store: health-check
   * execs and the like are left out. The stream throws EngineError when the engine goes away and ends when aborted.
   */
  events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>>;
  /** The engine's own record, whole. */
  inspect(kind: ObjectKind, id: string): Promise<unknown>;
  /** The engine measures for it, which takes seconds where there is much. */
  unused(kind: ObjectKind, signal?: AbortSignal): Promise<Unused[]>;
  /** All that would go if nothing stayed but what running containers use. Measured, as `unused` is. */
  leftovers(signal?: AbortSignal): Promise<Leftovers>;
  usage(signal?: AbortSignal): Promise<DiskUsage>;
  /** Removes all of the builder's cache that no build uses. */
  pruneBuildCache(): Promise<void>;
  /** The engine's own words on its version and its machine. */
  about(signal?: AbortSignal): Promise<{ readonly version: unknown; readonly info: unknown }>;
}
