/** Volumes, and what an engine is asked of them. */
import type { VolumeUsage } from "./details.ts";

export interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly mountpoint: string;
  /** ISO 8601, or null where the engine does not tell. */
  readonly createdAt: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

export interface VolumeCalls {
  volumes(signal?: AbortSignal): Promise<Volume[]>;
  volume(name: string, signal?: AbortSignal): Promise<Volume | null>;
  /** The engine measures for it, which takes seconds where there is much. */
  volumeUsage(signal?: AbortSignal): Promise<ReadonlyMap<string, VolumeUsage>>;
  /** Where the files of a volume can be reached that no container mounts: in a helper of this image, until it is closed. */
  openVolume(name: string, image: string): Promise<{ readonly containerId: string; readonly folder: string }>;
  closeVolume(name: string): Promise<void>;
  /** Runs a command with the volume at `/volume`; the exit code, or null where the image has no such command. */
  runOnVolume(name: string, image: string, command: readonly string[]): Promise<number | null>;
  createVolume(name: string): Promise<void>;
  removeVolume(name: string, options: { readonly force: boolean }): Promise<void>;
}
