/** What Gantry asks of a container engine, in plain data. dockerode.ts answers it; nothing else knows HTTP or dockerode. */
import type { Readable } from "node:stream";
import type {
  CommitRequest,
  ContainerDetails,
  FileChange,
  Limits,
  NetworkDetails,
  Processes,
  Stats,
  VolumeUsage,
} from "./details.ts";
import type { FileCalls } from "./files.ts";

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
  readonly ports: readonly Port[];
  readonly labels: Readonly<Record<string, string>>;
  /** The names of its networks. */
  readonly networks: readonly string[];
  /** The names of the volumes that are mounted in it. */
  readonly volumes: readonly string[];
}

export interface Image {
  readonly id: string;
  /** `name:tag`; empty when the image is dangling. */
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  /** Bytes. */
  readonly size: number;
  /** Unix time in seconds. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** One line of an image's history: what one instruction added. */
export interface ImageLayer {
  /** As the builder wrote it: `RUN /bin/sh -c make # buildkit`, `COPY . . # buildkit`, `ENV A=b`. */
  readonly createdBy: string;
  /** Bytes. */
  readonly size: number;
}

export interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly mountpoint: string;
  /** ISO 8601, or null where the engine does not tell. */
  readonly createdAt: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly internal: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

export interface EngineInfo {
  /** `Docker 20.10.24`, `Podman 4.3.1`. */
  readonly name: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly os: string;
  readonly arch: string;
  /** The engine can build with BuildKit through its own API. */
  readonly buildkit: boolean;
}

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

export interface NetworkRequest {
  readonly name: string;
  /** The engine's usual one when not given. */
  readonly driver?: string;
  /** Without a way out. */
  readonly internal?: boolean;
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

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export type OutputChannel = "stdout" | "stderr";

export interface OutputChunk {
  readonly channel: OutputChannel;
  readonly bytes: Uint8Array;
}

/** A running conversation with a process in a container: an exec, or the main process attached. */
export interface Session {
  /** The process has a terminal: it echoes, edits and ends its lines itself. */
  readonly tty: boolean;
  /** Ends when the process has ended; throws EngineError when the engine goes away. */
  readonly output: AsyncIterable<OutputChunk>;
  write(input: string | Uint8Array): void;
  resize(size: TerminalSize): Promise<void>;
  /** Resolves after `output` ended: the exit code, or null where the engine cannot tell. */
  exitCode(): Promise<number | null>;
  /** Closes our side; the process is not killed. */
  close(): void;
}

export interface ExecRequest {
  readonly command: readonly string[];
  readonly tty: boolean;
  readonly size?: TerminalSize;
  readonly user?: string;
  readonly workingDir?: string;
  readonly env?: Readonly<Record<string, string>>;
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

/** Who asks a registry. `registry` is its host and port; Docker Hub's is `https://index.docker.io/v1/`. */
export type RegistryLogin =
  | { readonly kind: "password"; readonly registry: string; readonly username: string; readonly password: string }
  | { readonly kind: "token"; readonly registry: string; readonly token: string };

export interface TransferRequest {
  /** `registry:port/name:tag`. Without a tag it is `latest`. */
  readonly reference: string;
  /** `linux/arm64`: the engine's own when not given; for a pull only. */
  readonly platform?: string;
  /** Nobody in particular when not given. */
  readonly login?: RegistryLogin;
}

/** One line of what the engine reports while it pulls or pushes. */
export interface TransferEvent {
  /** The layer's short id, or null for what concerns the whole image. */
  readonly layer: string | null;
  /** The engine's own words: `Downloading`, `Pull complete`, `Layer already exists`. */
  readonly status: string;
  /** Bytes. */
  readonly current: number | null;
  /** Bytes; null where the engine does not know. */
  readonly total: number | null;
}

export interface LogRequest {
  /** Lines from the end; all when not given. */
  readonly tail?: number;
  /** RFC 3339, to the nanosecond: what is as old or older is left out, roughly. */
  readonly since?: string;
  readonly follow: boolean;
  /** Before each line, RFC 3339; Podman's are of whole seconds. */
  readonly timestamps?: boolean;
}

export interface BuildRequest {
  /** The build context as a tar; each piece is asked for when the one before has left. */
  readonly context: AsyncIterable<Uint8Array | string>;
  /** The Dockerfile's path inside the context, with forward slashes. */
  readonly dockerfile: string;
  readonly tag: string;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly noCache?: boolean;
  readonly pull?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
  /** `linux/arm64`; the engine's own where not given. */
  readonly platform?: string;
  /** For the registries of the base images. */
  readonly logins?: readonly RegistryLogin[];
  /** What RUN may reach: `none`, `host`, a network's name; the engine's default when not given. */
  readonly network?: string;
}

/** One step of a BuildKit build. Times are milliseconds since 1970. */
export interface BuildVertex {
  readonly digest: string;
  /** `[build 2/3] RUN make`, `[internal] load build definition from Dockerfile`. */
  readonly name: string;
  readonly cached: boolean;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly error: string | null;
}

/** What a build reports, in order. The last one is `done`; a failed build throws EngineError("build") after its events. */
export type BuildEvent =
  | { readonly type: "vertex"; readonly vertex: BuildVertex }
  | {
      readonly type: "status";
      readonly vertex: string;
      readonly id: string;
      readonly current: number;
      readonly total: number;
    }
  | {
      readonly type: "log";
      readonly vertex: string;
      readonly channel: OutputChannel;
      /** May end in the middle of a line. */
      readonly text: string;
      /** Milliseconds since 1970. */
      readonly at: number;
    }
  /** `line` to `endLine` of the Dockerfile, from 1. */
  | {
      readonly type: "warning";
      readonly vertex: string;
      readonly text: string;
      readonly line: number | null;
      readonly endLine: number | null;
    }
  /** A line of the classic builder, or of a front end that speaks plain text. */
  | { readonly type: "line"; readonly text: string }
  | { readonly type: "done"; readonly imageId: string | null };

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

/** Images may be asked for by id or by reference. */
export interface ImageCalls {
  images(signal?: AbortSignal): Promise<Image[]>;
  image(id: string, signal?: AbortSignal): Promise<Image | null>;
  /** The newest first. */
  history(image: string, signal?: AbortSignal): Promise<ImageLayer[]>;
  /** The images with their names as one tar stream, which is to be destroyed when it is not read to its end. */
  saveImages(references: readonly string[], signal?: AbortSignal): Promise<Readable>;
  /** What the engine says while it reads such a stream. */
  loadImages(tar: NodeJS.ReadableStream, signal?: AbortSignal): AsyncIterable<string>;
  /** An image without a name, of one layer; answers its id. */
  importImage(tar: NodeJS.ReadableStream): Promise<string>;
  /** Gives an image another name, `repository:tag`. */
  tag(reference: string, name: string): Promise<void>;
  removeImage(reference: string, options: { readonly force: boolean }): Promise<void>;
  /**
   * Throws EngineError("login") where the registry wants to know who asks, or lets those that ask not have it. Aborting
   * cancels it on the engine; the iteration then throws the signal's reason.
   */
  pull(request: TransferRequest, signal: AbortSignal): AsyncIterable<TransferEvent>;
  /** The same in the other direction. */
  push(request: TransferRequest, signal: AbortSignal): AsyncIterable<TransferEvent>;
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

export interface NetworkCalls {
  networks(signal?: AbortSignal): Promise<Network[]>;
  network(id: string, signal?: AbortSignal): Promise<Network | null>;
  networkDetails(id: string, signal?: AbortSignal): Promise<NetworkDetails>;
  connectNetwork(id: string, container: string): Promise<void>;
  disconnectNetwork(id: string, container: string): Promise<void>;
  createNetwork(request: NetworkRequest): Promise<void>;
  removeNetwork(id: string): Promise<void>;
}

export interface ProcessCalls {
  start(id: string): Promise<void>;
  /** Attaches to the main process. Attach before `start`, or its first output is lost. */
  attach(id: string, size?: TerminalSize): Promise<Session>;
  /** Ends when the container stops (or at once without `follow`). Throws EngineError when the engine goes away. */
  logs(id: string, request: LogRequest, signal: AbortSignal): Promise<AsyncIterable<OutputChunk>>;
  exec(id: string, request: ExecRequest): Promise<Session>;
  /** Runs a command to its end without a terminal: for probing. */
  probe(
    id: string,
    command: readonly string[],
    signal?: AbortSignal,
  ): Promise<{ exitCode: number | null; stdout: string }>;
}

export interface BuildCalls {
  /** Aborting cancels the build on the engine; the iteration then throws the signal's reason. */
  build(request: BuildRequest, signal: AbortSignal): AsyncIterable<BuildEvent>;
}
