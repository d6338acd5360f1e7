/** Windows' own ssh cannot listen at a pipe or socket, so Gantry does, and starts an ssh for every connection. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer, type Socket } from "node:net";
import * as l10n from "@vscode/l10n";
import { EngineError } from "./errors.ts";
import { type SshAddress, sshArguments, sshFailure, type Tunnel, textOf, USUAL_SOCKET } from "./ssh.ts";

const PIPES = "//./pipe/";

/** What the other machine's shell reads of a path as it stands. */
const PLAIN_PATH = /^\/[\w./@+-]+$/;

/** As the docker command itself does it: what it says to the engine there goes over ssh's input and output. */
export async function openRelay(
  address: SshAddress,
  options: Readonly<Record<string, string>>,
  place = `${PIPES}gantry-ssh-${randomUUID()}`,
): Promise<Tunnel> {
  if (!PLAIN_PATH.test(address.socket))
    throw new EngineError("invalid", l10n.t("{0} is no path of a socket.", address.socket));
  const at = address.socket === USUAL_SOCKET ? [] : ["--host", `unix://${address.socket}`];
  const args = ["-T", ...sshArguments(address, options), "docker", ...at, "system", "dial-stdio"];
  const running = new Set<ChildProcess>();
  let failure: EngineError | null = null;
  const server = createServer({ allowHalfOpen: true }, (connection) => {
    const child = spawn("ssh", args, { stdio: "pipe", windowsHide: true, env: { ...process.env, LC_ALL: "C" } });
    running.add(child);
    const said = textOf(child);
    child.once("error", (error) => {
      failure = new EngineError("no-ssh", error.message, error);
    });
    child.once("close", (code) => {
      running.delete(child);
      if (code !== 0 && code !== null) failure = failureOf(said(), code, address);
      connection.end();
    });
    join(connection, child);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(place, resolve));
  return {
    url: `${place.startsWith(PIPES) ? "npipe" : "unix"}://${place}`,
    isShared: false,
    failure: () => failure,
    close() {
      server.close();
      for (const it of running) it.kill();
    },
  };
}

function join(connection: Socket, child: ChildProcess): void {
  const { stdin, stdout } = child;
  if (!stdin || !stdout) return; // It could not be started, which is told by its error.
  // An error is told by the end of ssh.
  for (const it of [stdin, stdout]) it.on("error", () => undefined);
  connection.on("error", () => child.kill());
  connection.on("close", () => child.kill());
  connection.pipe(stdin);
  stdout.pipe(connection, { end: false }); // Ended when it is known why.
}

/** 255 is ssh's own failure; all else is that of the command on the other machine. */
function failureOf(said: string, code: number, address: SshAddress): EngineError {
  if (code === 255) return sshFailure(said, address);
  const last = said.trim().split(/\r?\n/).at(-1) ?? "";
  if (code === 127) return new EngineError("missing", `there is no docker command on ${address.host}: ${last}`);
  return new EngineError("stopped", last || `nothing answers at ${address.socket} on ${address.host}`);
}
