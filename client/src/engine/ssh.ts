/** An engine on another machine: one ssh connection carries every call, from a socket here to the engine's socket there. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineAddress } from "./address.ts";
import { EngineError } from "./errors.ts";

export interface Tunnel {
  /** The path of the socket on this machine. */
  readonly socket: string;
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
}

const USUAL_SOCKET = "/var/run/docker.sock";
const LOOK_INTERVAL = 20;

/** `ssh://[user@]host[:port][/path.sock]`; the host may be one of ~/.ssh/config. Throws EngineError("invalid"). */
export function sshAddress(url: string): SshAddress {
  const [, user, host, port, path] =
    /^ssh:\/\/(?:([^@/:?#]+)@)?(\[[^\]]+\]|[^:/@?#]+)(?::(\d+))?(\/[^?#]*)?$/.exec(url) ?? [];
  // What begins with a dash would be an option of ssh.
  if (host === undefined || host.startsWith("-") || user?.startsWith("-"))
    throw new EngineError("invalid", `not the address of an engine over ssh: ${url}`);
  const socket = path === undefined || path === "/" ? USUAL_SOCKET : path;
  return { user: user ?? null, host: host.replace(/^\[|\]$/g, ""), port: port ? Number(port) : null, socket };
}

/** The user's own `ssh`, so that its configuration, agent, keys and jump hosts hold. It never asks anything. */
export function sshArguments({ user, host, port }: SshAddress, options: Readonly<Record<string, string>>): string[] {
  const all = { BatchMode: "yes", ConnectTimeout: "15", ControlMaster: "no", ControlPath: "none", ...options };
  return [
    ...Object.entries(all).flatMap(([name, value]) => ["-o", `${name}=${value}`]),
    ...(user === null ? [] : ["-l", user]),
    ...(port === null ? [] : ["-p", String(port)]),
    "--",
    host,
  ];
}

/** Resolves when the socket takes connections. Aborting closes the tunnel. Throws EngineError. */
export async function openTunnel(to: Pick<EngineAddress, "url" | "identity">, signal?: AbortSignal): Promise<Tunnel> {
  const address = sshAddress(to.url);
  signal?.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), "gantry-ssh-")); // Nobody else may look into it.
  const socket = join(folder, "engine.sock");
  const options = {
    StrictHostKeyChecking: "yes",
    ExitOnForwardFailure: "yes",
    ServerAliveInterval: "10",
    ServerAliveCountMax: "2",
    ...(to.identity !== undefined && { IdentityFile: to.identity }),
  };
  const child = spawn("ssh", ["-nNT", "-L", `${socket}:${address.socket}`, ...sshArguments(address, options)], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C" }, // Its words are read below.
  });
  const said = textOf(child);
  const ended = new Promise<never>((_, reject) => {
    child.once("error", (error) => reject(new EngineError("no-ssh", error.message, error)));
    child.once("close", () => reject(sshFailure(said(), address)));
  });
  ended.catch(() => undefined); // Awaited below, or told to whoever calls over the tunnel.
  const close = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  signal?.addEventListener("abort", close, { once: true });
  process.once("exit", close);
  child.once("close", () => process.off("exit", close));
  try {
    await Promise.race([ended, listening(socket, child)]);
    signal?.throwIfAborted();
  } catch (error) {
    close();
    signal?.throwIfAborted();
    throw error;
  }
  const failure = (): EngineError | null => {
    if (child.exitCode !== null || child.signalCode !== null) return sshFailure(said(), address);
    return /open failed|prohibited/.test(said()) ? sshFailure(said(), address) : null;
  };
  return { socket, failure, close };
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

/** ssh tells nobody when it listens. */
async function listening(socket: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !(await accepts(socket)))
    await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL));
}

function accepts(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket);
    connection.once("connect", () => {
      connection.destroy();
      resolve(true);
    });
    connection.once("error", () => resolve(false));
  });
}
