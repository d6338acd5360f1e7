import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { EngineStore, StoreChange } from "../../client/src/engine/store.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { buildOf, connectTo, eventually, pause, runBuild, storeOf, until } from "./support.ts";

suite("the store of the real engine", () => {
  let dockerd: Dockerd;
  let store: EngineStore;
  before(async () => {
    dockerd = await startDockerd();
    await dockerd.run("early", "sleep 1000");
    store = storeOf(dockerd);
    await until(store, () => store.status.kind === "connected", "connected");
  });
  after(async () => {
    store.dispose();
    await dockerd.dispose();
  });
  const named = (name: string) => [...store.containers.values()].find((it) => it.name === name);

  test("holds what was there before", () => {
    assert.equal(store.id, dockerd.host);
    assert.equal(named("early")?.state, "running");
    assert.ok([...store.images.values()].some((it) => it.tags.includes(BUSYBOX)));
    assert.ok(store.networks.size > 0);
    assert.ok(store.engine);
  });

  test("a container that is started elsewhere appears, changes and disappears", async () => {
    const id = await dockerd.run("elsewhere", "trap exit TERM; sleep 100 & wait");
    await until(store, () => store.containers.get(id)?.state === "running", "running");
    await dockerd.request("POST", `/containers/${id}/pause`);
    await until(store, () => store.containers.get(id)?.state === "paused", "paused");
    await dockerd.request("POST", `/containers/${id}/unpause`);
    await until(store, () => store.containers.get(id)?.state === "running", "running again");
    await dockerd.request("POST", `/containers/${id}/rename?name=renamed`);
    await until(store, () => store.containers.get(id)?.name === "renamed", "renamed");
    await dockerd.request("POST", `/containers/${id}/stop`);
    await until(store, () => store.containers.get(id)?.state === "exited", "exited");
    await dockerd.request("DELETE", `/containers/${id}`);
    await until(store, () => !store.containers.has(id), "gone");
  });

  test("says which container changed, and whether the list did", async () => {
    await pause(100); // What the test before did is told by then.
    const changes: StoreChange[] = [];
    const unsubscribe = store.onDidChange((change) => changes.push(change));
    const id = await dockerd.run("told", "sleep 100");
    await until(store, () => store.containers.get(id)?.state === "running", "running");
    assert.ok(changes.every((it) => it.kind === "container" && it.ids.every((changed) => changed === id)));
    assert.ok(changes.some((it) => it.kind === "container" && it.listChanged));
    changes.length = 0;
    await dockerd.request("POST", `/containers/${id}/kill`);
    await until(store, () => store.containers.get(id)?.state === "exited", "exited");
    assert.ok(changes.every((it) => it.kind === "container" && !it.listChanged));
    unsubscribe();
    await dockerd.request("DELETE", `/containers/${id}`);
    await until(store, () => !store.containers.has(id), "gone");
  });

  test("health is followed", async () => {
    const Healthcheck = { Test: ["CMD-SHELL", "test -e /tmp/well"], Interval: 200_000_000, Retries: 1 };
    const body = { Image: BUSYBOX, Cmd: ["sleep", "1000"], Healthcheck };
    const { Id } = (await dockerd.request("POST", "/containers/create?name=patient", body)) as { Id: string };
    await dockerd.request("POST", `/containers/${Id}/start`);
    await until(store, () => store.containers.get(Id)?.health === "unhealthy", "unhealthy");
    await (await connectTo(dockerd)).probe(Id, ["touch", "/tmp/well"]);
    await until(store, () => store.containers.get(Id)?.health === "healthy", "healthy");
    await dockerd.request("DELETE", `/containers/${Id}?force=1`);
    await until(store, () => !store.containers.has(Id), "gone");
  });

  test("health checks and shells make no changes", async () => {
    await pause(100); // What the test before did is told by then.
    const changes: StoreChange[] = [];
    const unsubscribe = store.onDidChange((change) => changes.push(change));
    const id = named("early")?.id ?? "";
    await (await connectTo(dockerd)).probe(id, ["true"]);
    await pause(200);
    unsubscribe();
    assert.deepEqual(changes, []);
  });

  test("images: tagged, built, a tag that moves, removed", async () => {
    const has = (tag: string) => [...store.images.values()].filter((it) => it.tags.includes(tag)).length;
    await dockerd.request("POST", `/images/${BUSYBOX}/tag?repo=other&tag=1`);
    await until(store, () => has("other:1") === 1, "tagged");
    const engine = await connectTo(dockerd);
    for (const text of ["one", "two"]) {
      const { error } = await runBuild(engine, buildOf(`FROM ${BUSYBOX}\nRUN echo ${text} >/file\n`, "moving:1"));
      assert.equal(error, null);
      const { id } = (await engine.image("moving:1")) ?? { id: "" };
      await until(store, () => store.images.get(id)?.tags.includes("moving:1") ?? false, `built ${text}`);
      await until(store, () => has("moving:1") === 1, "one image has the tag");
    }
    assert.deepEqual(new Set(store.images.keys()), new Set((await engine.images()).map((it) => it.id)));
    await dockerd.request("DELETE", "/images/other:1");
    await until(store, () => has("other:1") === 0, "untagged");
    await dockerd.request("DELETE", "/images/moving:1");
    await until(store, () => has("moving:1") === 0, "removed");
    await dockerd.request("POST", "/images/prune");
    await eventually(async () => store.images.size === (await engine.images()).length, "pruned");
  });

  test("a container's networks are followed", async () => {
    const id = await dockerd.run("networked", "sleep 100");
    const network = (await dockerd.request("POST", "/networks/create", { Name: "side" })) as { Id: string }; // As documented.
    const networks = () => store.containers.get(id)?.networks.join(" ");
    await until(store, () => networks() === "bridge", "in the bridge");
    await dockerd.request("POST", `/networks/${network.Id}/connect`, { Container: id });
    await until(store, () => networks() === "bridge side", "in the other network too");
    await dockerd.request("POST", `/networks/${network.Id}/disconnect`, { Container: id, Force: true });
    await until(store, () => networks() === "bridge", "in the bridge only");
    await dockerd.request("DELETE", `/containers/${id}?force=1`);
    await dockerd.request("DELETE", `/networks/${network.Id}`);
  });

  test("volumes and networks come and go", async () => {
    await dockerd.request("POST", "/volumes/create", { Name: "data" });
    await until(store, () => store.volumes.has("data"), "the volume");
    await dockerd.request("DELETE", "/volumes/data");
    await until(store, () => !store.volumes.has("data"), "no volume");
  });

  test("a hundred containers that come and go at once end right", async () => {
    const changes: StoreChange[] = [];
    const unsubscribe = store.onDidChange((change) => changes.push(change));
    const ids: string[] = [];
    for (let i = 0; i < 100; i++) {
      const { Id } = (await dockerd.request("POST", `/containers/create?name=many${i}`, { Image: BUSYBOX })) as {
        Id: string;
      };
      ids.push(Id);
    }
    await until(store, () => ids.every((id) => store.containers.has(id)), "all there");
    const before = changes.length;
    await Promise.all(ids.map((id) => dockerd.request("DELETE", `/containers/${id}`)));
    await until(store, () => ids.every((id) => !store.containers.has(id)), "all gone");
    assert.ok(changes.length - before < 100, `${changes.length - before} announcements`);
    unsubscribe();
  });

  test("from the engine's event to the store's change it takes a moment only", async () => {
    const engine = await connectTo(dockerd);
    const abort = new AbortController();
    const events = await engine.events(abort.signal);
    const id = named("early")?.id ?? "";
    const eventAt: number[] = [];
    const changeAt: number[] = [];
    const follow = (async () => {
      for await (const event of events) if (event.action === "rename") eventAt.push(performance.now());
    })();
    let name = "early";
    const unsubscribe = store.onDidChange(() => {
      const now = store.containers.get(id)?.name ?? "";
      if (now !== name) changeAt.push(performance.now());
      name = now;
    });
    for (let i = 0; i < 40; i++) {
      await dockerd.request("POST", `/containers/${id}/rename?name=latency${i}`);
      await until(store, () => name === `latency${i}`, "the new name");
      await pause(50);
    }
    unsubscribe();
    abort.abort();
    await follow;
    const latencies = changeAt.map((at, i) => at - (eventAt[i] ?? 0)).sort((a, b) => a - b);
    const p95 = latencies[Math.floor(latencies.length * 0.95)] ?? 0;
    process.stdout.write(`# event to change: median ${latencies[20]?.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms\n`);
    assert.equal(latencies.length, 40);
    // The measure is in test/bench. This machine may be busy: only polling, or an announcement put off, is as late as this.
    assert.ok(p95 < 2000, `${p95} ms`);
  });

  test("disposed, it leaves nothing running", async () => {
    const other = storeOf(dockerd);
    await until(other, () => other.status.kind === "connected", "connected");
    other.dispose();
    other.dispose();
    other.retry();
    let changes = 0;
    other.onDidChange(() => changes++);
    await dockerd.request("POST", `/containers/create`, { Image: BUSYBOX });
    await pause(200);
    assert.equal(changes, 0);
    assert.equal(other.engine, null);
  });
});
