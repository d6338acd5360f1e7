// How a shell of Gantry compares with `docker exec`, on a private real engine: `npm run bench:attach`.
import { spawn, spawnSync } from "node:child_process";
import type { Session } from "../../client/src/engine/api/processes.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { openShell } from "../../client/src/engine/shell-session.ts";
import { sessionProgram } from "../../client/src/terminal/session-program.ts";
import type { TerminalProgram, TerminalScreen } from "../../client/src/ui/ui.ts";
import { connectTo } from "../engine/support.ts";
import { type Dockerd, startDockerd } from "../support/dockerd.ts";

const MEGABYTES = 100;
const ROUNDS = 3;
const KEYS = 200;
const SIZE = { columns: 120, rows: 40 };
/** Lines as a build prints them, and not one of them alike. */
const FLOOD = `head -c ${MEGABYTES * 750_000} /dev/urandom | base64`;
const QUESTION = "\u001b[5n";

async function main(): Promise<void> {
  const dockerd = await startDockerd();
  try {
    const id = await dockerd.run("bench", "sleep 100000");
    // Made once: what is measured is the way out of the container.
    const engine = await connectTo(dockerd);
    await engine.probe(id, ["sh", "-c", `${FLOOD} >/tmp/flood`]);
    const size = Number((await engine.probe(id, ["sh", "-c", "wc -c </tmp/flood"])).stdout);
    await throughput(dockerd, engine, id, size);
    await echo(engine, id);
  } finally {
    await dockerd.dispose();
  }
}

async function throughput(dockerd: Dockerd, engine: Engine, id: string, size: number): Promise<void> {
  const theirs: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await timed(() => throughDocker(dockerd, id)));
    ours.push(await timed(() => throughGantry(engine, id, size)));
  }
  const rate = (ms: number): number => size / 1e6 / (ms / 1000);
  console.log(`${rate(median(theirs)).toFixed(0).padStart(8)} MB/s  docker exec -t, ${MEGABYTES} MB`);
  console.log(`${rate(median(ours)).toFixed(0).padStart(8)} MB/s  Gantry's terminal, ${MEGABYTES} MB, nothing lost`);
  console.log(`${(median(theirs) / median(ours)).toFixed(2).padStart(8)}       of docker exec (at least 0.50)`);
}

/** `script` gives the command line the terminal that `-t` demands. */
function throughDocker(dockerd: Dockerd, id: string): Promise<void> {
  const command = `docker --host ${dockerd.host} exec -t ${id} cat /tmp/flood`;
  return new Promise((resolve, reject) => {
    const child = spawn("script", ["-qec", command, "/dev/null"], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.resume();
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`docker exec ended with ${code}`))));
  });
}

/** Through all that a terminal of Gantry does, into a screen that answers as VS Code's does. */
async function throughGantry(engine: Engine, id: string, size: number): Promise<void> {
  let shown = 0;
  await new Promise<void>((resolve) => {
    const program: TerminalProgram = sessionProgram(
      (terminal) => engine.exec(id, { command: ["cat", "/tmp/flood"], tty: true, size: terminal }),
      { failure: "", broken: "", ended: async () => null },
    );
    const screen: TerminalScreen = {
      write(text) {
        if (text === QUESTION) setImmediate(() => program.input?.("\u001b[0n"));
        else shown += text.length - (text.split("\r").length - 1); // The terminal of the process adds a CR to each line.
      },
      close: () => resolve(),
    };
    program.start(screen, SIZE);
  });
  if (shown !== size) throw new Error(`${shown} of ${size} bytes were shown`);
}

/** From a key to its echo, while the shell idles. */
async function echo(engine: Engine, id: string): Promise<void> {
  const session: Session = await openShell(engine, id, SIZE);
  const reader = session.output[Symbol.asyncIterator]();
  await reader.next();
  await settle();
  const times: number[] = [];
  for (let i = 0; i < KEYS; i++) {
    const startedAt = performance.now();
    session.write("a");
    await reader.next();
    times.push(performance.now() - startedAt);
  }
  session.close();
  times.sort((a, b) => a - b);
  const p95 = times[Math.floor(times.length * 0.95)] ?? 0;
  console.log(`${median(times).toFixed(1).padStart(8)} ms    a key and its echo, median`);
  console.log(`${p95.toFixed(1).padStart(8)} ms    a key and its echo, p95 (at most 30)`);
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

if (spawnSync("docker", ["--version"]).status !== 0) console.error("There is no docker command to compare with.");
else void main();
