/** Containers, and what an engine is asked of them. */
import type { Readable } from "node:stream";
import type { CommitRequest, ContainerDetails, FileChange, Limits, Processes, Stats } from "./details.ts";

export type ContainerState = "created" | "running" | "paused" | "restarting" | "removing" | "exited" | "dead";

export type Health = "healthy" | "unhealthy" | "starting";

export interface Port {
  readonly privatePort: number;
  readonly publicPort: number | null;
  readonly ip: string | null;
  readonly protocol: string;
}

export interface Container {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly state: ContainerState;
  readonly health: Health | null;
  /** The engine's own words: `Up 3 seconds (healthy)`. */
  readonly status: string;
  /** Unix time in seconds. */
  readonly createdAt: number;
  /** When it was last started, as near as `status` tells; null when it does not run. Unix time in seconds. */
  readonly startedAt: number | null;
  /** When it ended, told in the same way; null when it did not. Unix time in seconds. */
  readonly endedAt: number | null;
  readonly ports: readonly Port[];
  readonly labels: Readonly<Record<string, string>>;
  /** The names of its networks. */
  readonly networks: readonly string[];
  /** The names of the volumes that are mounted in it. */
  readonly volumes: readonly string[];
}

export interface PortMapping {
  /** An address of the engine's machine; all of them when null. */
  readonly ip: string | null;
  /** A port of the engine's machine; a free one when null. */
  readonly host: number | null;
  readonly container: number;
  readonly protocol: "tcp" | "udp" | "sctp";
}

export interface Mount {
  readonly kind: "bind" | "volume" | "tmpfs";
  /** A path of the engine's machine, a volume's name; empty for a new volume without a name, and for tmpfs. */
  readonly source: string;
  /** Where it is in the container. */
  readonly target: string;
  readonly readOnly: boolean;
}

export interface RestartPolicy {
  readonly name: "no" | "always" | "unless-stopped" | "on-failure";
  /** Of `on-failure`: without end when not given. */
  readonly attempts?: number;
}

export interface RunRequest {
  readonly image: string;
  readonly name?: string;
  readonly command?: readonly string[];
  /** In place of the image's own. */
  readonly entrypoint?: readonly string[];
  /** Keep stdin open with a terminal: `-it`. */
  readonly interactive: boolean;
  readonly ports?: readonly PortMapping[];
  readonly env?: Readonly<Record<string, string>>;
  readonly mounts?: readonly Mount[];
  readonly network?: string;
  readonly user?: string;
  readonly workingDir?: string;
  readonly restart?: RestartPolicy;
  /** Bytes. */
  readonly memory?: number;
  readonly cpus?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** `linux/arm64` */
  readonly platform?: string;
  /** A shell command; "none" switches the image's own check off. */
  readonly health?: string;
  /** A running container whose processes, network and volumes the new one shares, and whose files it may see. */
  readonly beside?: string;
  /** A container whose volumes the new one mounts at the same places. */
  readonly volumesOf?: string;
  /** Remove the container after it has exited: `--rm`. */
  readonly autoRemove?: boolean;
}

/** One object that is asked for is null when there is no such thing any more; so it is for the other kinds. */
export interface ContainerCalls {
  containers(signal?: AbortSignal): Promise<Container[]>;
  container(id: string, signal?: AbortSignal): Promise<Container | null>;
  /** Those that there are, in no order, with one request. */
  containersById(ids: readonly string[], signal?: AbortSignal): Promise<Container[]>;
  /** Answers the new container's id. */
  create(request: RunRequest): Promise<string>;
  stop(id: string): Promise<void>;
  restart(id: string): Promise<void>;
  pause(id: string): Promise<void>;
  unpause(id: string): Promise<void>;
  /** `signal` by its name: `SIGTERM`. */
  kill(id: string, signal: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  remove(id: string, options: { readonly force: boolean; readonly volumes: boolean }): Promise<void>;
  containerDetails(id: string, signal?: AbortSignal): Promise<ContainerDetails>;
  /** Changes what is given; a limit of 0 is lifted. */
  update(id: string, limits: Partial<Limits>): Promise<void>;
  /** Makes an image of a container; answers the image's id. */
  commit(id: string, request: CommitRequest): Promise<string>;
  /** The whole file system as a tar stream. */
  exportContainer(id: string, signal?: AbortSignal): Promise<Readable>;
  /** What differs from the image. */
  changes(id: string, signal?: AbortSignal): Promise<FileChange[]>;
  /** Of a running container. */
  processes(id: string, signal?: AbortSignal): Promise<Processes>;
  /** About one measurement a second, until the container stops or the signal aborts. */
  stats(id: string, signal: AbortSignal): AsyncIterable<Stats>;
}
