// How fast the store is, against a private real engine, as ratios inside one run: `npm run bench:engine`.
import { request } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { connectTo, pause, storeOf, until } from "../engine/support.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";

const CONTAINERS = 1000;
const PER_SECOND = 50;
const SECONDS = 4;

async function main(): Promise<void> {
  const dockerd = await startDockerd();
  try {
    for (let i = 0; i < CONTAINERS; i++)
      await dockerd.request("POST", `/containers/create?name=c${i}`, { Image: BUSYBOX });
    await connecting(dockerd);
    await storm(dockerd);
  } finally {
    await dockerd.dispose();
  }
}

/** From nothing to all shown, against one raw list over the same socket. */
async function connecting(dockerd: Dockerd): Promise<void> {
  await (await connectTo(dockerd)).containers(); // Loads dockerode.
  const raws: number[] = [];
  const wholes: number[] = [];
  for (let round = 0; round < 5; round++) {
    raws.push(await timed(() => rawList(dockerd.socket)));
    wholes.push(
      await timed(async () => {
        const store = storeOf(dockerd);
        await until(store, () => store.status.kind === "connected", "connected");
        store.dispose();
      }),
    );
  }
  print(`${CONTAINERS} containers: raw list`, median(raws));
  print(`${CONTAINERS} containers: connect to shown`, median(wholes));
  console.log(`  ${((median(wholes) - 150) / median(raws)).toFixed(2)} x raw after 150 ms are taken off (at most 1.5)`);
}

/** Containers are created and removed all the time: how long a row lags behind the engine's own event. */
async function storm(dockerd: Dockerd): Promise<void> {
  const engine = await connectTo(dockerd);
  const store = storeOf(dockerd);
  await until(store, () => store.status.kind === "connected", "connected");
  const abort = new AbortController();
  const eventAt = new Map<string, number>();
  const lags: number[] = [];
  const follow = (async () => {
    for await (const event of await engine.events(abort.signal))
      if (event.action === "create" || event.action === "destroy") eventAt.set(event.id, performance.now());
  })();
  store.onDidChange((change) => {
    if (change.kind !== "container") return;
    for (const id of change.ids) {
      const at = eventAt.get(id);
      if (at === undefined) continue;
      lags.push(performance.now() - at);
      eventAt.delete(id);
    }
  });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const work: Promise<void>[] = [];
  for (let i = 0; i < PER_SECOND * SECONDS; i++) {
    work.push(comeAndGo(dockerd, `storm${i}`));
    await pause(1000 / PER_SECOND);
  }
  await Promise.all(work);
  await pause(200);
  delay.disable();
  abort.abort();
  await follow;
  store.dispose();
  lags.sort((a, b) => a - b);
  print(`${PER_SECOND} containers a second: event to change, median`, median(lags));
  print(
    `${PER_SECOND} containers a second: event to change, p95 (at most 50 ms)`,
    lags[Math.floor(lags.length * 0.95)] ?? 0,
  );
  print("longest block of the event loop (at most 50 ms)", delay.max / 1e6);
}

async function comeAndGo(dockerd: Dockerd, name: string): Promise<void> {
  const { Id } = (await dockerd.request("POST", `/containers/create?name=${name}`, { Image: BUSYBOX })) as {
    Id: string;
  };
  await pause(100);
  await dockerd.request("DELETE", `/containers/${Id}`);
}

function rawList(socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, path: "/containers/json?all=1" }, (response) => {
      response.on("end", resolve).on("error", reject).resume();
    });
    asking.on("error", reject).end();
  });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function print(what: string, milliseconds: number): void {
  console.log(`${milliseconds.toFixed(1).padStart(8)} ms  ${what}`);
}

void main();
