import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, suite, test } from "node:test";
import { connect } from "../../client/src/engine/dockerode.ts";
import { type EngineStore, openStore, type StoreTiming } from "../../client/src/engine/store.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { type FlakyProxy, startFlakyProxy } from "../support/flaky-proxy.ts";
import { type Podman, startPodman } from "../support/podman.ts";
import { eventually, pause, until } from "./support.ts";

/** What `npm run test:engine` can wait for, most of the time: a tenth of what users get. */
const QUICK: Partial<StoreTiming> = { pingInterval: 300, pingTimeout: 500, connectTimeout: 500 };

suite("between a store and the real engine", () => {
  let dockerd: Dockerd;
  let podman: Podman;
  let proxy: FlakyProxy;
  let store: EngineStore;
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  before(async () => {
    process.on("unhandledRejection", note);
    [dockerd, podman] = await Promise.all([startDockerd(), startPodman()]);
  });
  beforeEach(async () => {
    proxy = await startFlakyProxy(dockerd.socket);
    store = openStore({ id: "e", address: async () => ({ url: proxy.url, tls: null }), connect, timing: QUICK });
    await until(store, () => store.status.kind === "connected", "connected");
  });
  afterEach(async () => {
    store.dispose();
    await eventually(() => proxy.eventStreams() === 0, "no stream of events is left");
    assert.equal(proxy.mostEventStreams(), 1, "there was one stream of events at a time");
    await proxy.close();
  });
  after(async () => {
    await Promise.all([dockerd.dispose(), podman.dispose()]);
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
  });

  const create = async (): Promise<string> => {
    const { Id } = (await dockerd.request("POST", "/containers/create", { Image: BUSYBOX })) as { Id: string }; // As documented.
    return Id;
  };
  const unreachable = () => until(store, () => store.status.kind === "unreachable", "missed");
  /** The engine's own list and the store's are the same, in time, and stay so while things go on. */
  const isRightAgain = async (): Promise<void> => {
    await until(store, () => store.status.kind === "connected", "connected again", 5000);
    const listed = (await dockerd.request("GET", "/containers/json?all=1")) as { Id: string }[]; // As documented.
    assert.deepEqual([...store.containers.keys()].sort(), listed.map((it) => it.Id).sort());
    const next = await create();
    await until(store, () => store.containers.has(next), "it is live again");
    await dockerd.request("DELETE", `/containers/${next}`);
    await until(store, () => !store.containers.has(next), "and goes on so");
  };

  for (const how of ["end", "reset"] as const)
    test(`connections that ${how}, again and again`, async () => {
      for (let round = 0; round < 5; round++) {
        const [id] = await Promise.all([create(), proxy.cut(how)]);
        await until(store, () => store.status.kind === "connected" && store.containers.has(id), "right again", 5000);
      }
      await isRightAgain();
    });

  test("a connection that is open at one end only", async () => {
    proxy.silence();
    const id = await create();
    await unreachable();
    assert.equal(store.status.kind === "unreachable" && store.status.reason, "timeout");
    await until(store, () => store.status.kind === "connected" && store.containers.has(id), "right again", 5000);
    await isRightAgain();
  });

  test("a proxy that says 503 while the engine starts", async () => {
    proxy.set("busy");
    proxy.cut("end");
    await unreachable();
    await eventually(() => store.status.kind === "unreachable" && store.status.reason === "stopped", "it says so");
    proxy.set("passing");
    await isRightAgain();
  });

  test("half a JSON is no empty list", async () => {
    const id = await create();
    await until(store, () => store.containers.has(id), "it is there");
    proxy.set("damaged");
    proxy.cut("end");
    await unreachable();
    await pause(1500);
    assert.equal(store.status.kind, "unreachable");
    assert.ok(store.containers.has(id), "the last data stay");
    proxy.set("passing");
    await isRightAgain();
    await dockerd.request("DELETE", `/containers/${id}`);
  });

  test("half a JSON in the middle of an update", async () => {
    const id = await create();
    await until(store, () => store.containers.has(id), "it is there");
    proxy.set("damaged");
    const other = await create();
    await pause(300);
    proxy.set("passing");
    await until(store, () => store.status.kind === "connected" && store.containers.has(other), "right again", 5000);
    assert.ok(store.containers.has(id), "nothing is lost");
    await isRightAgain();
  });

  test("an engine that answers after 30 seconds, with the patience that users get", async () => {
    store.dispose();
    await eventually(() => proxy.eventStreams() === 0, "the quick one has gone");
    store = openStore({ id: "e", address: async () => ({ url: proxy.url, tls: null }), connect });
    await until(store, () => store.status.kind === "connected", "connected");
    const id = await create();
    await until(store, () => store.containers.has(id), "it is there");
    proxy.set("held");
    proxy.cut("end");
    await unreachable();
    await pause(30_000);
    assert.ok(store.containers.has(id), "the last data stay");
    proxy.set("passing");
    await isRightAgain();
  });

  test("Podman in place of Docker, at the same address, and back", async () => {
    await create();
    proxy.lead(podman.host.replace("unix://", ""));
    proxy.cut("reset");
    const name = () => (store.status.kind === "connected" ? store.status.info.name : "");
    await until(store, () => /^Podman/.test(name()), "it is Podman", 5000);
    assert.equal(store.containers.size, 0);
    assert.ok([...store.images.values()].every((it) => it.tags.every((tag) => tag.startsWith("docker.io/"))));
    proxy.lead(dockerd.socket);
    proxy.cut("reset");
    await until(store, () => /^Docker/.test(name()), "it is Docker", 5000);
    await isRightAgain();
  });
});
