/** Why the engine did not do what was asked; the UI chooses its words and buttons by this. */
export type Reason =
  /** There is no socket at the address: the engine is not installed, or was never started. */
  | "missing"
  /** The socket is there but nobody answers. */
  | "stopped"
  /** The user may not open the socket. */
  | "denied"
  /** The connection broke off in the middle. */
  | "lost"
  | "timeout"
  /** Who the engine is, or who we are, could not be proven: certificates. */
  | "tls"
  /** The object is not there any more. */
  | "gone"
  /** The engine refuses in the present state: in use, already exists, not running. */
  | "conflict"
  /** The request itself is wrong: an invalid name, a bad Dockerfile. */
  | "invalid"
  /** The registry wants to know who asks, or does not let them. */
  | "login"
  /** There is no room left on the engine's disk. */
  | "disk"
  /** The image has no shell to attach to. */
  | "no-shell"
  /** A build step failed. */
  | "build"
  | "unknown";

export class EngineError extends Error {
  readonly reason: Reason;

  /** `message` is the engine's own text, for the user to read behind ours. */
  constructor(reason: Reason, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "EngineError";
    this.reason = reason;
  }
}
