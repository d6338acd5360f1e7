/** An engine on another machine: one ssh connection carries every call, from a socket here to the engine's socket there. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineAddress } from "./address.ts";
import { EngineError } from "./errors.ts";
import { openRelay } from "./relay.ts";
import { sshAddress, sshArguments, sshFailure, type Tunnel, textOf } from "./ssh.ts";

const LOOK_INTERVAL = 20;

/** Resolves when the socket takes connections. Aborting closes the tunnel. Throws EngineError. */
export async function openTunnel(to: Pick<EngineAddress, "url" | "identity">, signal?: AbortSignal): Promise<Tunnel> {
  const address = sshAddress(to.url, to.identity);
  signal?.throwIfAborted();
  const options = {
    StrictHostKeyChecking: "yes",
    ExitOnForwardFailure: "yes",
    ServerAliveInterval: "10",
    ServerAliveCountMax: "2",
  };
  if (process.platform === "win32") {
    const relay = await openRelay(address, options);
    signal?.addEventListener("abort", relay.close, { once: true });
    return relay;
  }
  const folder = mkdtempSync(join(tmpdir(), "gantry-ssh-")); // Nobody else may look into it.
  const socket = join(folder, "engine.sock");
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
  return { url: `unix://${socket}`, isShared: true, failure, close };
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
