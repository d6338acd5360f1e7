// How fast the store is, against a private real engine, as ratios inside one run: `npm run bench:engine`.
import { request } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { EngineEvent } from "../../client/src/engine/api/system.ts";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import { Arrangements } from "../../client/src/views/arrangement.ts";
import { objectRows } from "../../client/src/views/engines.ts";
import { differences, indexed, type Rows } from "../../client/src/views/rows.ts";
import { addressOf, connectTo, pause, storeOf, until } from "../engine/support.ts";
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
    await memory(dockerd);
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

/** What the objects of a store take, after what is no longer needed has been collected. */
async function memory(dockerd: Dockerd): Promise<void> {
  const collect = (globalThis as { gc?: () => void }).gc; // There with --expose-gc.
  if (!collect) return console.log("  run with NODE_OPTIONS=--expose-gc to measure the memory");
  const used = async (): Promise<number> => {
    await pause(200);
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await used();
  const store = storeOf(dockerd);
  await until(store, () => store.status.kind === "connected", "connected");
  const rows = rowsOf(store);
  const megabytes = ((await used()) - before) / 2 ** 20;
  console.log(`${megabytes.toFixed(1).padStart(8)} MB  the store and ${rows.nodes.size} rows (at most 15)`);
  store.dispose();
}

/** Containers start and stop all the time: how long the model and a row lag behind the engine's own event. */
async function storm(dockerd: Dockerd): Promise<void> {
  const eventAt = new Map<string, number>();
  const models: number[] = [];
  const lags: number[] = [];
  let lists = 0;
  /** Answers what is to be called once the store has taken the event. */
  const tell = (event: EngineEvent): (() => void) => {
    const wanted = WANTED[event.action];
    if (event.kind !== "container" || wanted === undefined) return () => {};
    const at = performance.now();
    eventAt.set(event.id, at);
    return () => {
      if (stateOf(store, event.id) === wanted) models.push(performance.now() - at);
      else void holds(store, event.id, wanted, at).then((lag) => models.push(lag));
    };
  };
  const store = openStore({
    id: dockerd.host,
    address: async () => addressOf(dockerd),
    connect: async (address, signal) => heard(await connect(address, signal), tell),
  });
  await until(store, () => store.status.kind === "connected", "connected");
  let rows = rowsOf(store);
  store.onDidChange((change) => {
    if (change.kind === "all") lists++;
    const before = rows;
    rows = rowsOf(store);
    differences(before, rows);
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
  await pause(2000);
  const idle = delay.max / 1e6;
  delay.reset();
  const work: Promise<void>[] = [];
  for (let i = 0; i < PER_SECOND * SECONDS; i++) {
    work.push(comeAndGo(dockerd, `storm${i}`));
    await pause(1000 / PER_SECOND);
  }
  await Promise.all(work);
  await pause(500);
  delay.disable();
  store.dispose();
  print(`${PER_SECOND} containers a second: event to model, median`, median(models));
  print(`${PER_SECOND} containers a second: event to model, p95 (at most 5 ms)`, percentile95(models));
  print(`${PER_SECOND} containers a second: event to row, median`, median(lags));
  print(`${PER_SECOND} containers a second: event to row, p95 (at most 50 ms)`, percentile95(lags));
  print("longest block of the event loop (at most 50 ms)", delay.max / 1e6);
  print("the same while nothing was done: what the machine itself took away", idle);
  console.log(`  ${lists} times everything was listed anew (at most 0); ${lags.length} changes were seen`);
}

/** The engine, each of whose events is told before the store sees it. */
function heard(engine: Engine, tell: (event: EngineEvent) => () => void): Engine {
  return {
    ...engine,
    async events(signal) {
      const events = await engine.events(signal);
      return (async function* () {
        for await (const event of events) {
          const taken = tell(event);
          yield event;
          taken();
        }
      })();
    },
  };
}

const WANTED: Readonly<Record<string, string | null>> = { start: "running", die: "exited", destroy: null };

const stateOf = (store: EngineStore, id: string): string | null => store.containers.get(id)?.state ?? null;

/** Milliseconds until the store holds what the event told. */
async function holds(store: EngineStore, id: string, state: string | null, since: number): Promise<number> {
  for (const end = since + 2000; performance.now() < end; await new Promise(setImmediate)) {
    if (stateOf(store, id) === state) break;
  }
  return performance.now() - since;
}

function rowsOf(store: EngineStore): Rows {
  const arrangements = new Arrangements({ get: () => null, set: () => {} });
  const engines = {
    known: [],
    currentId: store.id,
    opened: [store],
    statusOf: () => store.status,
    isPinned: () => false,
  };
  return indexed(objectRows("containers", engines, arrangements.of("containers"), []));
}

async function comeAndGo(dockerd: Dockerd, name: string): Promise<void> {
  const body = { Image: BUSYBOX, Cmd: ["sleep", "1000"], NetworkDisabled: true };
  const { Id } = (await dockerd.request("POST", `/containers/create?name=${name}`, body)) as { Id: string }; // As documented.
  await pause(100);
  await dockerd.request("DELETE", `/containers/${Id}?force=1`);
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

const percentile95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function print(what: string, milliseconds: number): void {
  console.log(`${milliseconds.toFixed(1).padStart(8)} ms  ${what}`);
}

void main();
