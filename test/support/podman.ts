/** A private, real Podman for tests, with the API that Docker speaks: own storage, own socket, nothing left behind. */
import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  buildBusybox,
  build as buildImage,
  type Dockerd,
  isRunning,
  makeFolder,
  removeFolder,
  runContainer,
  send,
} from "./dockerd.ts";
import { exitOnSignals } from "./processes.ts";

export interface Podman {
  /** `unix:///tmp/…/podman.sock` */
  readonly host: string;
  /** One request; throws when the answer is not 2xx or 304. The body is parsed where it is JSON. */
  request(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Builds an image; one of the files is `Dockerfile`. */
  build(tag: string, files: Readonly<Record<string, string>>): Promise<void>;
  /** Creates and starts a container of a shell script; returns its id. */
  run: Dockerd["run"];
  /** Ends it and removes everything that it made. */
  dispose(): Promise<void>;
}

/** Podman writes names out in full; through Docker's API a name without a registry is one of Docker's. */
export const PODMAN_BUSYBOX = "docker.io/gantry/busybox:latest";

const READY_MS = 30_000;

/**
 * `runc` because crun refuses hybrid cgroups; without networks, so that no firewall rules of the machine are
 * touched, and with limits that root may set wherever it is.
 */
const CONFIGURATION = `[containers]
netns = "none"
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
`;

export interface PodmanOptions {
  /** A registry that speaks plain HTTP, which Podman does with none unasked. */
  readonly plainRegistry?: string;
}

export async function startPodman(options: PodmanOptions = {}): Promise<Podman> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    throw new Error("A private Podman needs Linux and root. Run the tests as root, in a container or virtual machine.");
  const folder = makeFolder();
  const socket = join(folder, "podman.sock");
  const pid = launch(folder, options);
  const removeAtExit = (): void => removeFolder(folder);
  process.on("exit", removeAtExit);
  exitOnSignals();

  await untilReady(socket, pid, folder);
  await buildBusybox(socket);
  const request: Podman["request"] = async (method, path, body) => {
    const json = body === undefined ? null : Buffer.from(JSON.stringify(body));
    const text = await send(socket, method, path, json, "application/json");
    return /^\s*[[{]/.test(text) ? JSON.parse(text) : text;
  };
  return {
    host: `unix://${socket}`,
    request,
    async build(tag, files) {
      await buildImage(
        socket,
        tag,
        Object.entries(files).map(([name, content]) => [{ name }, Buffer.from(content)] as const),
      );
    },
    run: (name, script, options) => runContainer({ request }, name, script, { image: PODMAN_BUSYBOX, ...options }),
    async dispose() {
      // Its monitors outlive it: they end with their containers.
      const containers = (await request("GET", "/containers/json?all=1")) as { Id: string }[]; // As documented.
      for (const it of containers) await request("DELETE", `/containers/${it.Id}?force=1`);
      process.off("exit", removeAtExit);
      process.kill(pid, "SIGTERM");
      for (const until = Date.now() + READY_MS; isRunning(pid) && Date.now() < until; await sleep(20));
      removeFolder(folder);
    },
  };
}

function launch(folder: string, { plainRegistry }: PodmanOptions): number {
  const configuration = join(folder, "containers.conf");
  writeFileSync(configuration, CONFIGURATION);
  const registries = join(folder, "registries.conf");
  const plain = plainRegistry === undefined ? "" : `[[registry]]\nlocation = "${plainRegistry}"\ninsecure = true\n`;
  writeFileSync(registries, plain);
  for (const it of ["tmp", "networks"]) mkdirSync(join(folder, it));
  const environment = { CONTAINERS_CONF: configuration, CONTAINERS_REGISTRIES_CONF: registries };
  const log = openSync(join(folder, "log"), "w");
  const child = spawn(
    "podman",
    [
      ...["--root", join(folder, "root"), "--runroot", join(folder, "run"), "--storage-driver", "vfs"],
      ...["--tmpdir", join(folder, "tmp"), "--network-config-dir", join(folder, "networks")],
      ...["system", "service", "--time", "0", `unix://${join(folder, "podman.sock")}`],
    ],
    { detached: true, stdio: ["ignore", log, log], env: { ...process.env, ...environment } },
  );
  child.unref();
  if (child.pid === undefined) throw new Error("podman cannot be run. Install it: apt-get install podman runc conmon");
  return child.pid;
}

async function untilReady(socket: string, pid: number, folder: string): Promise<void> {
  for (const until = Date.now() + READY_MS; ; await sleep(50)) {
    const answer = await send(socket, "GET", "/_ping", null, "text/plain").catch(() => null);
    if (answer !== null) return;
    if (Date.now() < until && isRunning(pid)) continue;
    throw new Error(`podman did not start:\n${readFileSync(join(folder, "log"), "utf8").slice(-2000)}`);
  }
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
