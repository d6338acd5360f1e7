/** What a build is asked to make, and what it reports. */
import type { RegistryLogin } from "./images.ts";
import type { OutputChannel } from "./processes.ts";

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

export interface BuildCalls {
  /** Aborting cancels the build on the engine; the iteration then throws the signal's reason. */
  build(request: BuildRequest, signal: AbortSignal): AsyncIterable<BuildEvent>;
}
