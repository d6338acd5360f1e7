/** A private, real ssh server on the loopback, and an `ssh` on the path that reads a private configuration. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { endOwned, spawnOwned } from "./processes.ts";

export interface Sshd {
  readonly port: number;
  /** The user's file of known machines. */
  readonly knownHosts: string;
  /** The path of the key that lets the user in. */
  readonly identity: string;
  /** How often somebody has logged in. */
  logins(): number;
  /** Makes the server's key known, as the first login by hand would. */
  trust(): void;
  /** `ssh-ed25519 SHA256:…`, by ssh's own tools. */
  fingerprint(): string;
  /** Lines at the top of the user's own ~/.ssh/config. */
  configure(lines: string): void;
  /** Cuts every connection, as a network that goes away; logins are refused until `start`. */
  stop(): Promise<void>;
  start(): Promise<void>;
  dispose(): Promise<void>;
}

export interface SshdOptions {
  /** False where the user's ssh is not configured with the key, so that it has to be named. */
  readonly isKeyKnown?: boolean;
}

export async function startSshd({ isKeyKnown = true }: SshdOptions = {}): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), "gantry-sshd-"));
  const port = await freePort();
  for (const name of ["host", "user"]) newKey(join(folder, name));
  const { username } = userInfo();
  writeFileSync(join(folder, "authorized_keys"), readFileSync(join(folder, "user.pub")));
  writeFileSync(
    join(folder, "sshd_config"),
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${join(folder, "host")}`,
      `AuthorizedKeysFile ${join(folder, "authorized_keys")}`,
      `PidFile ${join(folder, "pid")}`,
      "StrictModes no",
      "UsePAM no",
      "PasswordAuthentication no",
      "LogLevel VERBOSE",
    ].join("\n"),
  );
  const knownHosts = join(folder, "known_hosts");
  const config = join(folder, "config");
  const identity = join(folder, "user");
  const usual = isKeyKnown ? `  IdentityFile ${identity}\n` : "";
  const configure = (lines: string): void =>
    writeFileSync(
      config,
      `${lines}\nHost *\n  UserKnownHostsFile ${knownHosts}\n  GlobalKnownHostsFile /dev/null\n${usual}  IdentitiesOnly yes\n  User ${username}\n`,
    );
  configure("");
  writeFileSync(knownHosts, "");
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "ssh"), `#!/bin/sh\nexec /usr/bin/ssh -F ${config} "$@"\n`);
  chmodSync(join(bin, "ssh"), 0o755);
  const path = process.env.PATH;
  process.env.PATH = `${bin}${delimiter}${path}`;
  mkdirSync("/run/sshd", { recursive: true }); // sshd insists on its privilege separation directory.

  const log = join(folder, "log");
  writeFileSync(log, "");
  let running: ReturnType<typeof spawnOwned> | null = null;
  const sshd: Sshd = {
    port,
    knownHosts,
    identity,
    logins: () => readFileSync(log, "utf8").match(/Accepted publickey/g)?.length ?? 0,
    trust: () => writeFileSync(knownHosts, `[127.0.0.1]:${port} ${readFileSync(join(folder, "host.pub"), "utf8")}`),
    fingerprint() {
      const said = execFileSync("ssh-keygen", ["-l", "-f", join(folder, "host.pub")], { encoding: "utf8" });
      return `ssh-ed25519 ${said.split(" ")[1]}`;
    },
    configure,
    async stop() {
      if (!running?.pid) return;
      const sessions = childrenOf(running.pid); // Each is in a group of its own.
      await endOwned(running, 0);
      for (const pid of sessions) end(pid);
      running = null;
    },
    async start() {
      if (running) return;
      running = spawnOwned("/usr/sbin/sshd", ["-D", "-f", join(folder, "sshd_config"), "-E", log], { stdio: "ignore" });
      while (!readFileSync(log, "utf8").includes("Server listening"))
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
    async dispose() {
      await sshd.stop();
      process.env.PATH = path;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await sshd.start();
  return sshd;
}

function childrenOf(pid: number): number[] {
  const own = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
  return [...own, ...own.flatMap(childrenOf)];
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    /* has ended together with another one */
  }
}

function newKey(path: string): void {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", path]);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
