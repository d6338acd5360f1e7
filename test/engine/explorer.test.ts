import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import { Arrangements } from "../../client/src/views/arrangement.ts";
import { arranged } from "../../client/src/views/children.ts";
import type { View } from "../../client/src/views/node.ts";
import { present } from "../../client/src/views/present.ts";
import { differences, indexed } from "../../client/src/views/rows.ts";
import { BUSYBOX, startDockerd } from "../support/dockerd.ts";
import { PODMAN_BUSYBOX, startPodman } from "../support/podman.ts";
import { addressOf, eventually, pause, until } from "./support.ts";

interface Host {
  readonly host: string;
  dispose(): Promise<void>;
}

const ENGINES: readonly { name: RegExp; image: string; start(): Promise<Host> }[] = [
  { name: /^Docker /, image: BUSYBOX, start: () => startDockerd() },
  { name: /^Podman /, image: PODMAN_BUSYBOX, start: () => startPodman() },
];

/** The same on every engine: what one does differently is engine/'s to know, and nobody else's. */
for (const { name, image, start } of ENGINES)
  suite(`the explorer on ${name.source.slice(1).trim()}`, () => {
    let host: Host;
    let store: EngineStore;
    let engine: Engine;
    before(async () => {
      host = await start();
      store = openStore({ id: "e", address: async () => addressOf(host), connect });
      await until(store, () => store.engine !== null, "connected", 20_000);
      assert.ok(store.engine);
      engine = store.engine;
    });
    after(async () => {
      store?.dispose();
      await host?.dispose();
    });
    const arrangements = new Arrangements({ get: () => null, set: () => {} });
    const rows = (view: View) => indexed(arranged(view, store, arrangements.of(view), []));
    const labels = (view: View) => [...rows(view).nodes.values()].map((it) => present(it).label);
    const shows = (view: View, label: string) => until(store, () => labels(view).includes(label), `${label} is shown`);
    const hides = (view: View, label: string) => until(store, () => !labels(view).includes(label), `${label} is gone`);
    const row = (label: string) => {
      const found = [...rows("containers").nodes.values()].find((it) => present(it).label === label);
      assert.ok(found, `there is a row ${label}`);
      return found;
    };
    const run = async (called: string, script: string): Promise<string> => {
      const id = await engine.create({ image, name: called, command: ["sh", "-c", script], interactive: false });
      await engine.start(id);
      return id;
    };

    test("says what it is", () => {
      assert.match(store.status.kind === "connected" ? store.status.info.name : "", name);
    });

    test("a container's row keeps its id through all that happens to it", async () => {
      const id = await run("web", "sleep 1000");
      await shows("containers", "web");
      const before = row("web").id;
      const icon = (wanted: string) =>
        until(store, () => present(row(store.containers.get(id)?.name ?? "")).icon.id === wanted, wanted);
      await icon("vm-running");
      await engine.pause(id);
      await icon("debug-pause");
      await engine.unpause(id);
      await icon("vm-running");
      await engine.rename(id, "shop");
      await shows("containers", "shop");
      assert.equal(row("shop").id, before);
      await engine.kill(id, "SIGKILL");
      await icon("vm-outline");
      await engine.start(id);
      await icon("vm-running");
      assert.equal(row("shop").id, before);
      await engine.remove(id, { force: true, volumes: true });
      await hides("containers", "shop");
    });

    /** What a change brings with it comes a moment later. */
    async function isSettled(): Promise<boolean> {
      const before = rows("containers");
      await pause(600);
      return differences(before, rows("containers")).length === 0;
    }

    test("what happens to one container shows that one anew, and no other", async () => {
      const [one, two] = await Promise.all([run("one", "sleep 1000"), run("two", "sleep 1000")]);
      const isSeen = (id: string, state: string) =>
        until(store, () => store.containers.get(id)?.state === state, state);
      await isSeen(one, "running");
      await isSeen(two, "running");
      await eventually(isSettled, "nothing changes any more", 60_000);
      const before = rows("containers");
      await engine.pause(one);
      await isSeen(one, "paused");
      assert.deepEqual(differences(before, rows("containers")), [row("one").id]);
      await engine.unpause(one);
      for (const it of store.containers.values()) await engine.remove(it.id, { force: true, volumes: true });
      await hides("containers", "two");
    });

    test("a container that ends by itself is seen to end", async () => {
      const id = await run("brief", "exit 3");
      await until(store, () => store.containers.get(id)?.state === "exited", "ended");
      await until(store, () => /\(3\)/.test(store.containers.get(id)?.status ?? ""), "with its exit code");
      await engine.remove(id, { force: true, volumes: true });
      await hides("containers", "brief");
    });

    test("images under each of their names", async () => {
      await engine.tag(image, "localhost/other:2");
      await shows("images", "localhost/other:2");
      await engine.removeImage("localhost/other:2", { force: false });
      await hides("images", "localhost/other:2");
    });

    test("volumes and networks", async () => {
      await engine.createVolume("letters");
      await shows("volumes", "letters");
      await engine.createNetwork({ name: "inside", internal: true });
      await shows("networks", "inside");
      await engine.removeNetwork([...store.networks.values()].find((it) => it.name === "inside")?.id ?? "");
      await hides("networks", "inside");
      await engine.removeVolume("letters", { force: false });
      await hides("volumes", "letters");
    });

    test("what is not used, measured, and what would go", async () => {
      const id = await run("done", "true");
      await until(store, () => store.containers.get(id)?.state === "exited", "ended");
      await engine.createVolume("orphan");
      // The engine tells that a container has ended a moment before its own lists say so.
      await eventually(async () => (await engine.leftovers()).containers.length > 0, "its lists have it");
      const found = await engine.leftovers();
      assert.deepEqual(
        found.containers.map((it) => it.name),
        ["done"],
      );
      assert.deepEqual(
        found.volumes.map((it) => it.name),
        ["orphan"],
      );
      const usage = await engine.usage();
      assert.deepEqual([usage.containers.count, usage.containers.inUse, usage.volumes.count], [1, 0, 1]);
      assert.equal(usage.images.inUse, 1);
      assert.ok(usage.images.size > 1_000_000);
      assert.ok((await engine.about()).info);
      await engine.remove(id, { force: false, volumes: false });
      await engine.removeVolume("orphan", { force: false });
    });
  });
