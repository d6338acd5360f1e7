/** Addresses of engines on other machines, the user's own ssh that leads there, and what it complains of. */
import type { ChildProcess } from "node:child_process";
import * as l10n from "@vscode/l10n";
import { EngineError } from "./errors.ts";

export interface Tunnel {
  /** The address of its end on this machine. */
  readonly url: string;
  /** Whether one ssh carries every call; otherwise each connection takes a login. */
  readonly isShared: boolean;
  /** Why a call over it failed, where ssh knows; null where it does not. */
  failure(): EngineError | null;
  close(): void;
}

export interface SshAddress {
  readonly user: string | null;
  readonly host: string;
  readonly port: number | null;
  /** The engine's socket on that machine. */
  readonly socket: string;
  /** The path of a key to use beside the user's own. */
  readonly identity: string | null;
}

export const USUAL_SOCKET = "/var/run/docker.sock";

/** `ssh://[user@]host[:port][/path.sock]`; the host may be one of ~/.ssh/config. Throws EngineError("invalid"). */
export function sshAddress(url: string, identity: string | null = null): SshAddress {
  const [, user, host, port, path] =
    /^ssh:\/\/(?:([^@/:?#]+)@)?(\[[^\]]+\]|[^:/@?#]+)(?::(\d+))?(\/[^?#]*)?$/.exec(url) ?? [];
  // What begins with a dash would be an option of ssh.
  if (host === undefined || host.startsWith("-") || user?.startsWith("-"))
    throw new EngineError("invalid", l10n.t("{0} is no address of an engine over ssh.", url));
  const socket = path === undefined || path === "/" ? USUAL_SOCKET : path;
  const name = host.replace(/^\[|\]$/g, "");
  return { user: user ?? null, host: name, port: port ? Number(port) : null, socket, identity };
}

/** The user's own `ssh`, so that its configuration, agent, keys and jump hosts hold. It never asks anything. */
export function sshArguments(
  { user, host, port, identity }: SshAddress,
  options: Readonly<Record<string, string>>,
): string[] {
  const all = { BatchMode: "yes", ConnectTimeout: "15", ControlMaster: "no", ControlPath: "none", ...options };
  return [
    ...Object.entries(all).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
    // An option of the configuration would end at the first space of a path, and lose some of its backslashes.
    ...(identity === null ? [] : ["-i", identity]),
    ...(user === null ? [] : ["-l", user]),
    ...(port === null ? [] : ["-p", String(port)]),
    "--",
    host,
  ];
}

/** What ssh complained of, as a reason. */
export function sshFailure(said: string, { host, socket }: Pick<SshAddress, "host" | "socket">): EngineError {
  const last = said.trim().split(/\r?\n/).at(-1) ?? "";
  const is = (words: RegExp): boolean => words.test(said);
  if (is(/REMOTE HOST IDENTIFICATION HAS CHANGED/))
    return new EngineError("host-key-changed", `the key of ${host} is another one than before`);
  if (is(/host key is known for|Host key verification failed/i))
    return new EngineError("host-key", `the key of ${host} is not in known_hosts`);
  if (is(/Permission denied|Too many authentication failures|no more authentication methods/i))
    return new EngineError("ssh-login", last);
  if (is(/Could not resolve hostname|No route to host|Network is unreachable/i))
    return new EngineError("no-host", last);
  if (is(/Connection refused/i)) return new EngineError("stopped", last);
  if (is(/timed out|timeout/i)) return new EngineError("timeout", last);
  if (is(/administratively prohibited/i))
    return new EngineError("denied", `the ssh server of ${host} does not allow sockets to be forwarded`);
  if (is(/open failed/i))
    return new EngineError("stopped", `nothing that you may open answers at ${socket} on ${host}`);
  return new EngineError("lost", last || `ssh to ${host} ended`);
}

/** All that it writes to stderr, as far as it matters: the end. */
export function textOf(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-8000);
  });
  return () => text;
}
