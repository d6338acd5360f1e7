/** What Gantry asks of a container engine, in plain data. dockerode.ts answers it; nothing else knows HTTP or dockerode. */
import type { BuildCalls } from "./api/builds.ts";
import type { ContainerCalls } from "./api/containers.ts";
import type { FileCalls } from "./api/files.ts";
import type { ImageCalls } from "./api/images.ts";
import type { NetworkCalls } from "./api/networks.ts";
import type { ProcessCalls } from "./api/processes.ts";
import type { SystemCalls } from "./api/system.ts";
import type { VolumeCalls } from "./api/volumes.ts";

/** Every method throws EngineError, or the reason of the signal that was given when that is aborted. */
export interface Engine
  extends SystemCalls,
    ContainerCalls,
    ImageCalls,
    VolumeCalls,
    NetworkCalls,
    ProcessCalls,
    FileCalls,
    BuildCalls {
  /** `unix:///var/run/docker.sock`: what to show the user. */
  readonly address: string;
  /** Where programs of this machine reach it: the near end of an ssh tunnel; null where `address` is the place. */
  readonly near: string | null;
}
