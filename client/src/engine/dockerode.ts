/** The Engine over dockerode, which is loaded at the first connection only. */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { createSecureContext, type SecureContextOptions } from "node:tls";
import { inspect } from "node:util";
import * as l10n from "@vscode/l10n";
import { type EngineAddress, endpointOf, usesTcp } from "./address.ts";
import { dockerEngine } from "./docker-engine.ts";
import type { Engine } from "./engine.ts";
import { EngineError } from "./errors.ts";
import { compareVersions } from "./normalise.ts";
import { asEngineError } from "./translate.ts";
import { type Modem, Transport } from "./transport.ts";
import { openTunnel } from "./tunnel.ts";

/** The newest API whose changes are known here, and the oldest that has all that is used. */
const NEWEST_API = "1.47";
const OLDEST_API = "1.30";

/** The connection ends when the signal is aborted. Throws EngineError; its reason says why there is no engine. */
export async function connect(address: EngineAddress, signal?: AbortSignal): Promise<Engine> {
  if (!address.url.startsWith("ssh://")) return connectDirectly(address, signal);
  const tunnel = await openTunnel(address, signal);
  try {
    return await connectDirectly({ url: tunnel.url, tls: null }, signal, address.url, !tunnel.isShared);
  } catch (error) {
    // From here every failure looks like a connection that broke off; ssh knows better.
    const failure = tunnel.failure();
    tunnel.close();
    throw failure ?? error;
  }
}

async function connectDirectly(
  address: EngineAddress,
  signal?: AbortSignal,
  shown = address.url,
  keepAlive = usesTcp(address.url),
): Promise<Engine> {
  const modem = await openModem(address, keepAlive);
  const transport = new Transport(modem);
  const headers = await transport.ping(signal);
  const apiVersion = header(headers["api-version"]) ?? "";
  if (apiVersion === "") throw new EngineError("invalid", l10n.t("what answers at {0} is no container engine.", shown));
  if (compareVersions(apiVersion, OLDEST_API) < 0)
    throw new EngineError(
      "too-old",
      l10n.t("the engine at {0} has version {1} of the API; {2} is needed.", shown, apiVersion, OLDEST_API),
    );
  modem.version = `v${compareVersions(apiVersion, NEWEST_API) < 0 ? apiVersion : NEWEST_API}`;
  return dockerEngine({ address: shown, near: shown === address.url ? null : address.url }, transport, headers);
}

async function openModem(address: EngineAddress, keepAlive: boolean): Promise<Modem & { version?: string }> {
  const endpoint = endpointOf(address);
  const { default: Docker } = await import("dockerode");
  const secure = endpoint.kind === "tcp" && endpoint.secure;
  const tls = {
    ca: address.tls?.ca ?? undefined,
    cert: address.tls?.cert ?? undefined,
    key: address.tls?.key ?? undefined,
    passphrase: address.tls?.passphrase,
  };
  if (secure) checkTls(tls);
  const options = {
    // Given even where undefined: docker-modem takes what is not there from DOCKER_HOST.
    host: endpoint.kind === "tcp" ? endpoint.host : undefined,
    port: endpoint.kind === "tcp" ? endpoint.port : undefined,
    socketPath: endpoint.kind === "socket" ? endpoint.path : undefined,
    protocol: secure ? ("https" as const) : ("http" as const),
    pathPrefix: "/",
    timeout: undefined,
    ...tls,
    agent: brief(
      secure
        ? new HttpsAgent({ keepAlive: true, rejectUnauthorized: address.tls?.verify ?? true, ...tls })
        : // A new local connection costs nothing, and cannot be one that the engine has just closed.
          new HttpAgent({ keepAlive }),
    ),
  };
  return withoutDockerHost(() => new Docker(options as ConstructorParameters<typeof Docker>[0]).modem);
}

/** docker-modem describes the agent, with all its sockets, at every request: for a log that is off. */
const brief = <T extends HttpAgent>(agent: T): T =>
  Object.defineProperty(agent, inspect.custom, { value: () => "Agent", enumerable: false });

/** What is wrong with the files themselves would otherwise be thrown where nobody catches it. */
function checkTls(files: SecureContextOptions): void {
  try {
    createSecureContext(files);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException; // OpenSSL's, by Node.
    const isLocked = /BAD_DECRYPT|PASSPHRASE|INTERRUPTED_OR_CANCELLED/.test(code);
    throw isLocked ? new EngineError("tls", "the passphrase does not open the key", error) : asEngineError(error);
  }
}

/** docker-modem reads these even when told everything, and throws when the files of DOCKER_CERT_PATH are not there. */
function withoutDockerHost<T>(create: () => T): T {
  const { DOCKER_HOST } = process.env;
  delete process.env.DOCKER_HOST;
  try {
    return create();
  } finally {
    if (DOCKER_HOST !== undefined) process.env.DOCKER_HOST = DOCKER_HOST;
  }
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
