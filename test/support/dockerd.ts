/** A private, real Docker Engine for tests: own data, own socket, ended by its own pid, nothing left behind. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Header, pack } from "tar-stream";
import { exitOnSignals } from "./processes.ts";

export interface Dockerd {
  /** Path of the unix socket. */
  readonly socket: string;
  /** The same as an address: `unix:///tmp/…/docker.sock`. */
  readonly host: string;
  /** Starts it (again) on the same data; resolves when it answers. */
  start(): Promise<void>;
  /** SIGTERM, as a service manager does it: containers are stopped, data stays. */
  stop(): Promise<void>;
  /** SIGKILL, as a crash: every stream is cut at once; containers go on running until `start` finds and ends them. */
  kill(): Promise<void>;
  /** Frozen (SIGSTOP) until `thaw`: the socket accepts and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes everything that it made. */
  dispose(): Promise<void>;
  /** One request; throws when the answer is not 2xx or 304. The body is parsed where it is JSON. */
  request(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Builds an image with the classic builder. Files map a path to its content; one of them is `Dockerfile`. */
  build(tag: string, files: Readonly<Record<string, string>>): Promise<void>;
  /** Creates and starts a container of a shell script; returns its id. */
  run(name: string, script: string, options?: RunOptions): Promise<string>;
}

export interface RunOptions {
  readonly image?: string;
  readonly tty?: boolean;
  /** Kept open for those that attach. */
  readonly stdin?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface DockerdOptions {
  /** False leaves it stopped: for tests that begin without an engine. */
  readonly start?: boolean;
  /** Its data is on a disk of its own that holds no more than this. */
  readonly diskMegabytes?: number;
}

/** busybox with all its applets, a user table and `CMD ["sh"]`. */
export const BUSYBOX = "gantry/busybox:latest";

const BINARY = "/bin/busybox";
const PREFIX = "gantry-engine-";
const READY_MS = 60_000;
const STOP_MS = 30_000;
const START_ATTEMPTS = 3;

export async function startDockerd(options: DockerdOptions = {}): Promise<Dockerd> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    throw new Error(
      "A private dockerd needs Linux and root. Run the tests as root, in a container or virtual machine.",
    );
  const folder = makeFolder();
  const socket = join(folder, "docker.sock");
  let pid: number | null = null;

  makeBridge(bridgeOf(folder));
  if (options.diskMegabytes !== undefined) {
    mkdirSync(join(folder, "data"));
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${options.diskMegabytes}m`, "tmpfs", join(folder, "data")]);
  }

  const removeAtExit = (): void => {
    if (pid !== null) endNow(pid);
    removeFolder(folder);
  };
  process.on("exit", removeAtExit);
  exitOnSignals();

  const dockerd: Dockerd = {
    socket,
    host: `unix://${socket}`,
    async start() {
      for (let attempt = 1; pid === null; attempt++) {
        const started = launch(folder);
        if (await answers(socket, started)) {
          pid = started;
          break;
        }
        endNow(started);
        const log = readFileSync(join(folder, "log"), "utf8");
        // After a SIGKILL the first start fails with this, on a leftover of the old containerd.
        const isWorthRetrying = log.includes("timeout waiting for containerd to start");
        if (!isWorthRetrying || attempt === START_ATTEMPTS)
          throw new Error(`dockerd did not start:\n${log.split("\n").slice(-15).join("\n")}`);
      }
      if (!(await hasImage(dockerd))) await buildBusybox(socket);
    },
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    freeze: () => void (pid !== null && process.kill(pid, "SIGSTOP")),
    thaw: () => void (pid !== null && process.kill(pid, "SIGCONT")),
    async dispose() {
      dockerd.thaw();
      await removeNetworks();
      process.off("exit", removeAtExit);
      await end("SIGTERM");
      removeFolder(folder);
    },
    async request(method, path, body) {
      const json = body === undefined ? null : Buffer.from(JSON.stringify(body));
      const text = await send(socket, method, path, json, "application/json");
      return /^\s*[[{]/.test(text) ? JSON.parse(text) : text;
    },
    async build(tag, files) {
      const entries = Object.entries(files).map(([name, content]): Entry => [{ name }, Buffer.from(content)]);
      await build(socket, tag, entries);
    },
    run: (name, script, options) => runContainer(dockerd, name, script, { image: BUSYBOX, ...options }),
  };

  /** An engine that ends leaves the interfaces of its networks behind. */
  async function removeNetworks(): Promise<void> {
    if (pid === null) return;
    const list = (path: string) => dockerd.request("GET", path) as Promise<{ Id: string }[]>; // As documented.
    const networks = await list('/networks?filters={"type":["custom"]}');
    if (networks.length === 0) return;
    for (const it of await list("/containers/json")) await dockerd.request("DELETE", `/containers/${it.Id}?force=1`);
    for (const it of networks) await dockerd.request("DELETE", `/networks/${it.Id}`);
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (pid === null) return;
    const ending = pid;
    pid = null;
    process.kill(ending, signal);
    for (const until = Date.now() + STOP_MS; isRunning(ending); await sleep(20))
      if (Date.now() > until) process.kill(ending, "SIGKILL");
    rmSync(join(folder, "pid"), { force: true });
  }

  if (options.start ?? true) await dockerd.start();
  return dockerd;
}

/** For the data and socket of one engine of this process; what processes before it left is swept away first. */
export function makeFolder(): string {
  sweepLeftovers();
  // A short path: a unix socket's address holds 107 bytes.
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${startTime(process.pid)}-`));
}

function launch(folder: string): number {
  rmSync(join(folder, "pid"), { force: true });
  // Where nobody reaps orphans, a killed containerd stays as a zombie, and dockerd would wait 15 s for it to answer.
  rmSync(join(folder, "exec/containerd/containerd.pid"), { force: true });
  const log = openSync(join(folder, "log"), "w");
  // Its own bridge and no firewall rules: `--bridge none` would remove docker0 from under another engine of the machine,
  // and setting rules up begins with flushing its chains. Published ports work through docker-proxy.
  const network = ["--bridge", bridgeOf(folder), "--iptables=false", "--ip6tables=false"];
  const child = spawn(
    "dockerd",
    [
      ...["--data-root", join(folder, "data"), "--exec-root", join(folder, "exec")],
      ...["--host", `unix://${join(folder, "docker.sock")}`, "--pidfile", join(folder, "pid")],
      ...["--shutdown-timeout", "2", ...network],
    ],
    // A group of its own: Ctrl-C reaches this process, which then ends dockerd in order.
    { detached: true, stdio: ["ignore", log, log], env: { ...process.env, DOCKER_HOST: "" } },
  );
  child.unref();
  if (child.pid === undefined) throw new Error("dockerd cannot be run. Install it: apt-get install docker.io iptables");
  return child.pid;
}

/** False when it ended, or did not answer in time. */
async function answers(socket: string, pid: number): Promise<boolean> {
  for (const until = Date.now() + READY_MS; Date.now() < until; await sleep(50)) {
    if (!isRunning(pid)) return false;
    try {
      await send(socket, "GET", "/_ping", null, "text/plain");
      return true;
    } catch {
      /* not yet */
    }
  }
  return false;
}

/** Creates and starts a container of a shell script; returns its id. */
export async function runContainer(
  engine: Pick<Dockerd, "request">,
  name: string,
  script: string,
  { image, tty = false, stdin = false, labels = {} }: RunOptions & { readonly image: string },
): Promise<string> {
  const created = (await engine.request("POST", `/containers/create?name=${encodeURIComponent(name)}`, {
    Image: image,
    Cmd: ["sh", "-c", script],
    Tty: tty,
    OpenStdin: stdin,
    Labels: labels,
    StopTimeout: 1,
  })) as { Id: string }; // The engine's documented answer.
  await engine.request("POST", `/containers/${created.Id}/start`);
  return created.Id;
}

/** At most 15 characters, and to be found again from the folder alone. */
function bridgeOf(folder: string): string {
  return `gantry-${folder.slice(-6)}`;
}

function makeBridge(name: string): void {
  const taken = readFileSync("/proc/net/fib_trie", "utf8");
  const subnet = Array.from({ length: 100 }, (_, i) => `10.213.${100 + i}`).find((it) => !taken.includes(`${it}.`));
  if (!subnet)
    throw new Error("No subnet is left for the engine's bridge: are engines of earlier tests still running?");
  busybox("brctl", "addbr", name);
  busybox("ip", "address", "add", `${subnet}.1/24`, "dev", name);
  busybox("ip", "link", "set", name, "up");
}

function removeBridge(name: string): void {
  if (!existsSync(`/sys/class/net/${name}`)) return;
  busybox("ip", "link", "set", name, "down");
  busybox("brctl", "delbr", name);
}

function busybox(...args: readonly string[]): string {
  if (!existsSync(BINARY)) throw new Error(`There is no ${BINARY}. Install it: apt-get install busybox-static`);
  return execFileSync(BINARY, args, { encoding: "utf8" });
}

type Entry = readonly [Pick<Header, "name"> & Partial<Header>, Buffer];

async function hasImage(dockerd: Dockerd): Promise<boolean> {
  return dockerd.request("GET", `/images/${BUSYBOX}/json`).then(
    () => true,
    () => false,
  );
}

export async function buildBusybox(socket: string): Promise<void> {
  const applets = busybox("--list").trim().split("\n");
  const root = await tar([
    [{ name: "bin/busybox", mode: 0o755 }, readFileSync(BINARY)],
    ...applets
      .filter((it) => it !== "busybox")
      .map((it): Entry => [{ name: `bin/${it}`, type: "symlink", linkname: "busybox" }, Buffer.alloc(0)]),
    [{ name: "etc/passwd" }, Buffer.from("root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n")],
    [{ name: "etc/group" }, Buffer.from("root:x:0:\nnogroup:x:65534:\n")],
    [{ name: "root/", type: "directory" }, Buffer.alloc(0)],
    [{ name: "tmp/", type: "directory", mode: 0o1777 }, Buffer.alloc(0)],
  ]);
  const dockerfile = 'FROM scratch\nADD root.tar /\nENV PATH=/bin\nCMD ["sh"]\n';
  await build(socket, BUSYBOX, [
    [{ name: "Dockerfile" }, Buffer.from(dockerfile)],
    [{ name: "root.tar" }, root],
  ]);
}

export async function build(socket: string, tag: string, entries: readonly Entry[]): Promise<void> {
  const path = `/build?t=${encodeURIComponent(tag)}&networkmode=none&rm=1&forcerm=1`;
  const trace = await send(socket, "POST", path, await tar(entries), "application/x-tar");
  // A failed build is a 200 whose last line is the error.
  const failure = trace.split("\n").find((it) => it.includes('"errorDetail"'));
  if (failure) throw new Error(`Building ${tag} failed: ${failure}`);
}

async function tar(entries: readonly Entry[]): Promise<Buffer> {
  const packing = pack();
  for (const [header, content] of entries) packing.entry(header, content);
  packing.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packing) chunks.push(chunk as Buffer); // What a pack emits; its type says unknown.
  return Buffer.concat(chunks);
}

export async function send(
  socket: string,
  method: string,
  path: string,
  body: Buffer | null,
  type: string,
): Promise<string> {
  const headers = body ? { "content-type": type, "content-length": body.length } : {};
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = request({ socketPath: socket, method, path, headers, agent: false }, resolve);
    asking.on("error", reject);
    asking.end(body ?? undefined);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer); // No encoding is set: chunks are buffers.
  const text = Buffer.concat(chunks).toString();
  const status = response.statusCode ?? 0;
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text.trim()}`);
  return text;
}

/** Removes what test processes left that were killed before they could. */
function sweepLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((it) => it.startsWith(PREFIX))) {
    const [owner, since] = name.slice(PREFIX.length).split("-");
    if (startTime(Number(owner)) !== since) removeFolder(join(tmpdir(), name));
  }
}

/** Ends every process that was started with this folder in its arguments, detaches its mounts and removes it. */
export function removeFolder(folder: string): void {
  for (let round = 0; round < 5; round++) {
    const pids = processesOf(folder);
    if (pids.length === 0) break;
    for (const pid of pids) endNow(pid);
  }
  const mounts = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((it) => it.split(" ")[1] ?? "")
    .filter((it) => it.startsWith(`${folder}/`));
  for (const mount of mounts.reverse()) {
    try {
      execFileSync("umount", ["-l", mount], { stdio: "ignore" });
    } catch {
      /* went away together with another one */
    }
  }
  removeBridge(bridgeOf(folder));
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** dockerd, containerd and the shims carry the folder in their arguments; a container's processes are found by their shim. */
function processesOf(folder: string): number[] {
  const all = readdirSync("/proc").filter((it) => /^\d+$/.test(it));
  const ours = new Set(
    all.filter((pid) => pid !== String(process.pid) && (readProc(pid, "cmdline") ?? "").includes(`${folder}/`)),
  );
  for (const pid of all) if (ours.has(parentOf(pid) ?? "")) ours.add(pid);
  return [...ours].map(Number);
}

/** SIGKILL, and waits without the event loop: also for exit handlers, where a child is a zombie until we are gone. */
function endNow(pid: number): void {
  try {
    process.kill(pid, "SIGCONT");
    process.kill(pid, "SIGKILL");
  } catch {
    return; /* has ended already */
  }
  const cell = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; i < 200 && isRunning(pid); i++) Atomics.wait(cell, 0, 0, 20);
}

export function isRunning(pid: number): boolean {
  const state = statOf(String(pid))?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

/** With the pid it names one process for ever: pids are used again. */
function startTime(pid: number): string | null {
  return statOf(String(pid))?.[19] ?? null;
}

function parentOf(pid: string): string | null {
  return statOf(pid)?.[1] ?? null;
}

/** The fields of /proc/PID/stat from the state on; the name before them may hold anything, up to the last `)`. */
function statOf(pid: string): string[] | null {
  const stat = readProc(pid, "stat");
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? null;
}

function readProc(pid: string, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return null; /* has ended meanwhile */
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
