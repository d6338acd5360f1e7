/** Turns what goes wrong on the way to the engine into an EngineError. */
import { ContextError } from "../../../server/src/shared/context/readable.ts";
import { EngineError, type Reason } from "./errors.ts";

/** Whether the text of an engine, which may come with any status, complains of what was asked for. */
function isInvalid(message: string): boolean {
  return /invalid reference format|dockerfile parse error|failed to (read|parse) dockerfile|dockerfile .*cannot be empty/i.test(
    message,
  );
}

/** Any error as an EngineError; one that is an EngineError already stays as it is. */
export function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof ContextError) return new EngineError("invalid", error.message, error, "ours");
  return new EngineError(reasonOf(error), textOf(error), error);
}

const REASON_OF_CODE: Readonly<Record<string, Reason>> = {
  ENOENT: "missing",
  ENOTFOUND: "no-host",
  EAI_AGAIN: "no-host",
  ECONNREFUSED: "stopped",
  EHOSTUNREACH: "no-host",
  EHOSTDOWN: "no-host",
  ENETUNREACH: "no-host",
  // The path is there but is no socket.
  ENOTSOCK: "stopped",
  EACCES: "denied",
  EPERM: "denied",
  ECONNRESET: "lost",
  ECONNABORTED: "lost",
  EPIPE: "lost",
  ERR_STREAM_PREMATURE_CLOSE: "lost",
  ERR_STREAM_DESTROYED: "lost",
  ERR_STREAM_WRITE_AFTER_END: "lost",
  ETIMEDOUT: "timeout",
  EPROTO: "tls",
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "expired",
  ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: "expired",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
};

/** Everything but what a name of its own below says better. */
const REASON_OF_STATUS: Readonly<Record<number, Reason>> = {
  400: "invalid",
  401: "denied",
  // `bridge is a pre-defined network and cannot be removed`.
  403: "conflict",
  404: "gone",
  406: "conflict",
  409: "conflict",
  // A proxy in front of an engine that is starting or paused, as Docker Desktop's.
  502: "stopped",
  503: "stopped",
  504: "timeout",
};

/** The last four are Podman's words. */
const CONFLICT = new RegExp(
  [
    "port is already allocated",
    "address already in use",
    "already in use by container",
    "network already exists",
    "container state improper",
    "default network .* cannot be removed",
    "image is in use by a container",
  ].join("|"),
  "i",
);

/** What the engine says of a registry that it asks in vain. */
const NO_REGISTRY =
  /(?:Get|Head) "https?:\/\/[^"]+\/v2\/[^"]*": (?:dial |context deadline|net\/http|http: server gave|tls: |x509: |EOF|proxyconnect)/;

/** The words of registries, passed on by the engine with any status. */
const LOGIN = new RegExp(
  [
    "no basic auth credentials",
    "authentication required",
    "incorrect username or password",
    "unauthorized: ",
    "pull access denied",
    "(^|: )denied\\b",
    "requested access to the resource is denied",
    "invalid username/password",
  ].join("|"),
  "i",
);

function reasonOf(error: unknown): Reason {
  const { code, statusCode, name, message } = partsOf(error);
  if (message.includes("Client sent an HTTP request to an HTTPS server")) return "tls";
  if (/client version \S+ is too (new|old)/i.test(message)) return "too-old";
  // The engine answers 500 for these, though they are no failure of its own.
  if (CONFLICT.test(message)) return "conflict";
  if (LOGIN.test(message)) return "login";
  if (NO_REGISTRY.test(message)) return "no-registry";
  if (/no space left on device|disk quota exceeded/i.test(message)) return "disk";
  if (isInvalid(message) || /names must match .*: invalid argument/.test(message)) return "invalid";
  if (statusCode !== null) return REASON_OF_STATUS[statusCode] ?? "unknown";
  if (name === "TimeoutError") return "timeout";
  if (code !== null) {
    const known = REASON_OF_CODE[code];
    if (known !== undefined) return known;
    if (/^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_)/.test(code)) return "tls";
  }
  if (/socket hang up|aborted/i.test(message)) return "lost";
  return "unknown";
}

function textOf(error: unknown): string {
  // dockerode wraps the engine's text: `(HTTP code 404) no such container - No such container: web `.
  return partsOf(error)
    .message.replace(/^\(HTTP code \d+\) .*? - /s, "")
    .trim();
}

interface Parts {
  readonly code: string | null;
  readonly statusCode: number | null;
  readonly name: string;
  readonly message: string;
}

function partsOf(error: unknown): Parts {
  if (!(error instanceof Error)) return { code: null, statusCode: null, name: "", message: String(error) };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }; // Node's and dockerode's additions.
  // Several addresses of one host were tried (`localhost` as IPv6 and IPv4): the first failure stands for all.
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return partsOf(error.errors[0]);
  return {
    code: typeof code === "string" ? code : null,
    statusCode: typeof statusCode === "number" ? statusCode : null,
    name: error.name,
    message: error.message,
  };
}
