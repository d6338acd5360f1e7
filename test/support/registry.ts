/** A private, real registry on loopback that asks for a login. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Registry {
  /** `127.0.0.1:41234`: engines speak plain HTTP to loopback. */
  readonly host: string;
  dispose(): Promise<void>;
}

export const REGISTRY_USER = "joe";
export const REGISTRY_PASSWORD = "s3cret-word";
/** The line of an htpasswd file for them. */
const HTPASSWD = "joe:$2b$12$Vz9yIqqFnvNRlTJRhE3aCem.c4RIBi38okA9n9zSCvnR.Qhqp4nx6\n";
const READY_MS = 20_000;

/** `isOpen`: anybody may read and write without a login. */
export async function startRegistry({ isOpen = false } = {}): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), "gantry-registry-"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "htpasswd"), HTPASSWD);
  const host = `127.0.0.1:${await freePort()}`;
  const config = {
    version: 0.1,
    log: { level: "error" },
    storage: { filesystem: { rootdirectory: join(folder, "data") } },
    http: { addr: host },
    ...(!isOpen && { auth: { htpasswd: { realm: "gantry", path: join(folder, "htpasswd") } } }),
  };
  writeFileSync(join(folder, "config.yml"), JSON.stringify(config));
  const child = spawn("docker-registry", ["serve", join(folder, "config.yml")], { stdio: "ignore" });
  const end = (): void => void child.kill("SIGKILL");
  process.on("exit", end);
  await answers(host, child);
  return {
    host,
    async dispose() {
      process.off("exit", end);
      const ended = new Promise((resolve) => child.once("exit", resolve));
      end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(host: string, child: ChildProcess): Promise<void> {
  let failure: Error | null = null;
  child.once("error", (error) => {
    failure = new Error(
      `docker-registry cannot be run. Install it: apt-get install docker-registry (${error.message})`,
    );
  });
  for (const until = Date.now() + READY_MS; Date.now() < until; ) {
    if (failure) throw failure;
    const status = await new Promise<number>((resolve) => {
      get(`http://${host}/v2/`, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on("error", () => resolve(0));
    });
    if (status === 401 || status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`docker-registry did not answer at ${host}`);
}

/** Nobody listens there now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
