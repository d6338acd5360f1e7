/** Processes in containers: what they say, and what is said to them. */

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

export interface LogRequest {
  /** Lines from the end; all when not given. */
  readonly tail?: number;
  /** RFC 3339, to the nanosecond: what is as old or older is left out, roughly. */
  readonly since?: string;
  readonly follow: boolean;
  /** Before each line, RFC 3339; Podman's are of whole seconds. */
  readonly timestamps?: boolean;
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
