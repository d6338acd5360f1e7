import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { connect } from "../../client/src/engine/dockerode.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { type FlakyProxy, startFlakyProxy } from "../support/flaky-proxy.ts";
import { pause, until } from "./support.ts";

const RESTARTS = 20;

suite("dockerd is killed and restarted under load", () => {
  let dockerd: Dockerd;
  let proxy: FlakyProxy;
  let store: EngineStore;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  before(async () => {
    process.on("unhandledRejection", note);
    dockerd = await startDockerd();
    proxy = await startFlakyProxy(dockerd.socket);
    store = openStore({ id: "e", address: async () => ({ url: proxy.url, tls: null }), connect });
  });
  after(async () => {
    store.dispose();
    await proxy.close();
    await dockerd.dispose();
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
  });

  test(`${RESTARTS} times: right again within 5 seconds, nothing lost, nothing doubled, one stream of events`, async () => {
    await until(store, () => store.status.kind === "connected", "connected");
    const load = { isOver: false };
    const working = (async () => {
      for (let i = 0; !load.isOver; i++) await comeAndGo(dockerd, i).catch(() => pause(20)); // Killed in the middle.
    })();
    const waits: number[] = [];
    for (let round = 0; round < RESTARTS; round++) {
      await pause(150);
      await dockerd.kill();
      await until(store, () => store.status.kind !== "connected", "missed");
      await dockerd.start();
      const backAt = performance.now();
      await until(store, () => store.status.kind === "connected", "connected again", 8000);
      waits.push(performance.now() - backAt);
    }
    load.isOver = true;
    await working;
    const slowest = Math.max(...waits);
    process.stdout.write(`# right again after at most ${slowest.toFixed(0)} ms\n`);
    assert.ok(slowest < 5000, `${slowest} ms`);
    assert.equal(proxy.mostEventStreams(), 1);
    assert.equal(proxy.eventStreams(), 1);
    const end = await dockerd.run("last", "sleep 100");
    await until(store, () => store.containers.get(end)?.state === "running", "live to the end");
    await pause(500); // What the load did last is told by then.
    const listed = (await dockerd.request("GET", "/containers/json?all=1")) as { Id: string; State: string }[]; // As documented.
    const states = (all: readonly (readonly [string, string])[]) => [...all].sort(([a], [b]) => (a < b ? -1 : 1));
    assert.deepEqual(
      states([...store.containers.values()].map((it) => [it.id, it.state])),
      states(listed.map((it) => [it.Id, it.State])),
    );
  });
});

async function comeAndGo(dockerd: Dockerd, i: number): Promise<void> {
  const { Id } = (await dockerd.request("POST", "/containers/create", { Image: BUSYBOX })) as { Id: string }; // As documented.
  if (i % 3 > 0) await dockerd.request("DELETE", `/containers/${Id}`);
}
