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
  /** A certificate, the engine's or ours, is past its time. */
  | "expired"
  /** The machine cannot be found, or there is no way to it. */
  | "no-host"
  /** Nobody has said yet that the machine at the other end of ssh is the right one. */
  | "host-key"
  /** It is another machine than before, or pretends to be it. */
  | "host-key-changed"
  /** ssh is not let in. */
  | "ssh-login"
  /** There is no `ssh` program. */
  | "no-ssh"
  /** The engine does not speak a version of the API that is known here. */
  | "too-old"
  /** The object is not there any more. */
  | "gone"
  /** The engine refuses in the present state: in use, already exists, not running. */
  | "conflict"
  /** The request itself is wrong: an invalid name, a bad Dockerfile. */
  | "invalid"
  /** The registry wants to know who asks, or does not let them. */
  | "login"
  /** The engine cannot reach the registry. */
  | "no-registry"
  /** There is no room left on the engine's disk. */
  | "disk"
  /** The image has no shell to attach to. */
  | "no-shell"
  /** A build step failed. */
  | "build"
  | "unknown";

export class EngineError extends Error {
  readonly reason: Reason;
  /** Whose words the message is: ours, in the user's language, or those of the engine or the system, which are quoted. */
  readonly words: "ours" | "theirs";

  constructor(
    reason: Reason,
    message: string,
    cause?: unknown,
    words: "ours" | "theirs" = cause === undefined ? "ours" : "theirs",
  ) {
    super(message, { cause });
    this.name = "EngineError";
    this.reason = reason;
    this.words = words;
  }
}

/** There is no connection: it is not about what was asked for. */
const AWAY: ReadonlySet<Reason> = new Set<Reason>([
  ...(["missing", "stopped", "denied", "lost", "timeout", "tls", "expired", "no-host"] as const),
  ...(["host-key", "host-key-changed", "ssh-login", "no-ssh", "too-old"] as const),
]);

export const isAway = (reason: Reason): boolean => AWAY.has(reason);
