import assert from "node:assert/strict";
import { after, afterEach, before, suite, test } from "node:test";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { addressOf, buildOf, connectTo, eventually, pause, runBuild, storeOf, until, watchScreen } from "./support.ts";

const isLost = (error: unknown): boolean => error instanceof EngineError && error.reason === "lost";

suite("when the real engine fails", () => {
  let dockerd: Dockerd;
  const stores: EngineStore[] = [];
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  before(async () => {
    process.on("unhandledRejection", note);
    dockerd = await startDockerd();
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) store.dispose();
    dockerd.thaw();
    await dockerd.start();
    for (const { Id } of (await dockerd.request("GET", "/containers/json?all=1")) as { Id: string }[])
      await dockerd.request("DELETE", `/containers/${Id}?force=1`);
  });
  after(async () => {
    await dockerd.dispose();
    process.off("unhandledRejection", note);
    assert.deepEqual(unhandled, []);
  });
  const open = (...args: Parameters<typeof storeOf>): EngineStore => {
    const store = storeOf(...args);
    stores.push(store);
    return store;
  };
  const connected = (store: EngineStore) => until(store, () => store.status.kind === "connected", "connected", 30_000);
  const reasonOf = (store: EngineStore) => (store.status.kind === "unreachable" ? store.status.reason : null);

  for (const [way, done] of [
    ["kill", "killed"],
    ["stop", "stopped"],
  ] as const)
    test(`${done} in the middle of logs, a shell and a build: each is told, and the store is right again in time`, async () => {
      const id = await dockerd.run("talker", "while true; do echo line; sleep 0.05; done");
      const engine = await connectTo(dockerd);
      const store = open(dockerd);
      await connected(store);

      const logs = (async () => {
        for await (const _ of await engine.logs(id, { follow: true }, new AbortController().signal));
      })();
      const logsEnd = logs.then(
        () => null,
        (error: unknown) => error,
      );
      const shell = await engine.exec(id, { command: ["sh"], tty: true });
      const screen = watchScreen(shell);
      let building = false;
      const build = runBuild(
        engine,
        buildOf(`FROM ${BUSYBOX}\nRUN sleep 60\n`, "no:1"),
        new AbortController().signal,
        (event) => {
          building ||=
            event.type === "vertex" && event.vertex.name.includes("sleep") && event.vertex.startedAt !== null;
        },
      );
      await eventually(() => building, "the build runs");

      await dockerd[way]();
      assert.ok(isLost((await build).error), String((await build).error));
      await eventually(() => reasonOf(store) !== null, "the store says so");
      assert.ok(["lost", "stopped", "missing"].includes(reasonOf(store) ?? ""), reasonOf(store) ?? "");
      assert.equal(store.engine, null);
      assert.ok(store.containers.has(id), "the last data stay");
      const ended = await logsEnd;
      // A clean shutdown stops the containers first, which ends their logs and shells as they should end.
      if (way === "kill" || ended !== null) assert.ok(isLost(ended), String(ended));
      await screen.ended.then(
        () => assert.equal(way, "stop"),
        (error) => assert.ok(isLost(error), String(error)),
      );

      await dockerd.start();
      const backAt = performance.now();
      await connected(store);
      assert.ok(performance.now() - backAt < 5000, `${performance.now() - backAt} ms`);
      assert.equal(store.containers.get(id)?.state, "exited");
      // And it is live again.
      const next = await dockerd.run("next", "sleep 100");
      await until(store, () => store.containers.get(next)?.state === "running", "the next container");
    });

  test("there is one stream of events only, however often the engine goes", async () => {
    let streams = 0;
    let most = 0;
    const store = openStore({
      id: "e",
      address: async () => addressOf(dockerd),
      connect: async (address, signal) => {
        const engine = await connect(address, signal);
        const counting: Pick<Engine, "events"> = {
          async events(signal) {
            const events = await engine.events(signal);
            most = Math.max(most, ++streams);
            return (async function* () {
              try {
                yield* events;
              } finally {
                streams--;
              }
            })();
          },
        };
        return new Proxy(engine, {
          get: (it, name: keyof Engine) => {
            if (name === "events") return counting.events;
            const value = it[name];
            return typeof value === "function" ? value.bind(it) : value;
          },
        });
      },
    });
    stores.push(store);
    await connected(store);
    for (let i = 0; i < 3; i++) {
      await dockerd.kill();
      await until(store, () => store.status.kind === "unreachable", "unreachable");
      for (let click = 0; click < 5; click++) store.retry();
      await dockerd.start();
      await connected(store);
    }
    assert.equal(most, 1);
    assert.equal(streams, 1);
    store.dispose();
    await eventually(() => streams === 0, "no stream is left");
  });

  test("two clicks on Retry are one attempt", async () => {
    await dockerd.stop();
    let attempts = 0;
    const address = async () => {
      attempts++;
      await pause(100);
      return addressOf(dockerd);
    };
    const store = openStore({ id: "e", address, connect, timing: { firstRetry: 60_000, lastRetry: 60_000 } });
    stores.push(store);
    await until(store, () => store.status.kind === "unreachable", "unreachable");
    assert.ok(["missing", "stopped"].includes(reasonOf(store) ?? ""));
    assert.equal(store.status.address, dockerd.host);
    store.retry();
    assert.equal(store.status.kind, "connecting");
    store.retry();
    await until(store, () => store.status.kind === "unreachable", "unreachable again");
    store.retry();
    store.retry();
    await until(store, () => store.status.kind === "unreachable", "unreachable once more");
    assert.equal(attempts, 3);
  });

  test("an engine that hangs is told, and is found when it goes on", async () => {
    const store = open(dockerd, { pingInterval: 200, pingTimeout: 300, connectTimeout: 500 });
    await connected(store);
    dockerd.freeze();
    await until(store, () => reasonOf(store) === "timeout", "it does not answer");
    await pause(2000);
    assert.equal(reasonOf(store), "timeout");
    dockerd.thaw();
    const since = performance.now();
    await connected(store);
    assert.ok(performance.now() - since < 5000);
  });

  test("an address where nothing is, is told as such", async () => {
    const nothing = { url: "unix:///no/such/engine.sock", tls: null };
    await assert.rejects(connect(nothing), (error) => error instanceof EngineError && error.reason === "missing");
    await assert.rejects(
      connect({ ...nothing, url: "tcp://127.0.0.1:1" }),
      (error) => error instanceof EngineError && error.reason === "stopped",
    );
    await assert.rejects(
      connect({ ...nothing, url: "ssh://me:secret@host" }),
      (error) => error instanceof EngineError && error.reason === "invalid",
    );
  });
});
