import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, suite, test } from "node:test";
import type { Stats } from "../../client/src/engine/api/details.ts";
import { lacksOf } from "../../client/src/engine/capabilities.ts";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import type { ContainerFiles } from "../../client/src/files/container-files.ts";
import { FileAccess } from "../../client/src/files/file-access.ts";
import { engineKey } from "../../client/src/files/location.ts";
import { follow } from "../../client/src/logs/follow.ts";
import { PODMAN_BUSYBOX, type Podman, startPodman } from "../support/podman.ts";
import { addressOf, connectTo, eventually, nextSecond, until } from "./support.ts";

suite("the explorer on Podman", () => {
  let podman: Podman;
  let engine: Engine;
  let store: EngineStore;
  let access: FileAccess;
  let id: string;
  before(async () => {
    podman = await startPodman();
    engine = await connectTo(podman);
    store = openStore({ id: podman.host, address: async () => addressOf(podman), connect });
    access = new FileAccess({ ready: async () => undefined, stores: () => [store], mayRun: () => true });
    await engine.createVolume("data");
    const made = (await podman.request("POST", "/containers/create?name=web", {
      Image: PODMAN_BUSYBOX,
      Cmd: ["sh", "-c", "mkdir /srv; echo one > /srv/a.txt; echo hello; trap exit TERM; sleep 1000 & wait"],
      Env: ["TOKEN=a=b"],
      HostConfig: { Binds: ["data:/data"] },
    })) as { Id: string };
    id = made.Id;
    await engine.start(id);
    await until(store, () => store.containers.get(id)?.state === "running", "web runs");
  });
  after(async () => {
    await access?.dispose();
    store?.dispose();
    await podman?.dispose();
  });
  const files = (name: string, kind: "container" | "volume" = "container"): Promise<ContainerFiles> =>
    access.files({ kind, engineKey: engineKey(store.id), name, path: "/" });
  const names = async (it: ContainerFiles, path: string): Promise<string[]> =>
    (await it.list(path)).map(({ entry }) => entry.name);
  const text = async (it: ContainerFiles, path: string): Promise<string> => Buffer.from(await it.read(path)).toString();
  const bytes = (it: string): Uint8Array => new TextEncoder().encode(it);

  test("details, processes and changed files", async () => {
    const details = await engine.containerDetails(id);
    assert.ok(details.environment.some(([name, value]) => name === "TOKEN" && value === "a=b"));
    assert.ok(details.mounts.some((it) => it.destination === "/data" && it.source === "data"));
    assert.ok(store.containers.get(id)?.volumes.includes("data"), "the list names the volume");
    const { titles, rows } = await engine.processes(id);
    assert.ok(rows.some((row) => row.at(-1)?.includes("sleep 1000")));
    for (const row of rows) assert.equal(row.length, titles.length);
    assert.ok((await engine.changes(id)).some((it) => it.path.startsWith("/srv")));
  });

  test("measurements", async () => {
    const abort = new AbortController();
    const seen: Stats[] = [];
    for await (const stats of engine.stats(id, abort.signal)) {
      seen.push(stats);
      if (seen.length === 2) abort.abort();
    }
    assert.ok(
      seen.every((it) => it.memory > 0),
      JSON.stringify(seen),
    );
    assert.ok(seen[1]?.cpu !== null, JSON.stringify(seen));
  });

  test("files: list, read, write, delete", async () => {
    const it = await files("web");
    await eventually(async () => (await it.stat("/srv/a.txt")) !== null, "the file is there");
    assert.deepEqual(await names(it, "/srv"), ["a.txt"]);
    assert.equal(await text(it, "/srv/a.txt"), "one\n");
    await it.write("/srv/a.txt", bytes("two"));
    await it.write("/srv/b", bytes("b"));
    assert.equal(await text(it, "/srv/a.txt"), "two");
    await it.remove("/srv/b");
    assert.deepEqual(await names(it, "/srv"), ["a.txt"]);
    assert.equal(await it.stat("/srv/nothing"), null);
  });

  test("a volume that no container mounts", async () => {
    await engine.createVolume("alone");
    await until(store, () => store.volumes.has("alone"), "alone");
    const it = await files("alone", "volume");
    await it.write("/x", bytes("kept"));
    assert.deepEqual(await names(it, "/"), ["x"]);
    assert.equal(await text(it, "/x"), "kept");
    await it.remove("/x");
    assert.deepEqual(await names(it, "/"), []);
    await engine.removeVolume("alone", { force: false });
  });

  test("logs, over a restart", async () => {
    const abort = new AbortController();
    const lines: string[] = [];
    let wake = (): void => {};
    const following = follow(
      {
        engine: async () => engine,
        source: 0,
        containerId: id,
        request: { tail: 10 },
        take: (it) => lines.push(...it.map((line) => line.text)),
        ended: () => undefined,
        again: () =>
          new Promise((resolve) => {
            wake = resolve;
          }),
      },
      abort.signal,
    );
    await eventually(() => lines.includes("hello"), "hello", 10_000);
    await nextSecond();
    await engine.restart(id);
    await until(store, () => store.containers.get(id)?.state === "running", "it runs again");
    const again = setInterval(() => wake(), 200);
    await eventually(() => lines.filter((it) => it === "hello").length === 2, "hello again", 15_000);
    clearInterval(again);
    abort.abort();
    wake();
    await following;
  });

  test("an image of a container", async () => {
    await engine.commit(id, { name: "localhost/web:kept", pause: true });
    assert.ok(await engine.image("localhost/web:kept"));
  });

  test("limits, by Podman's own API; it leaves the restart policy as it is", async () => {
    await engine.update(id, { memory: 128 * 2 ** 20, cpus: 0.5 });
    assert.ok(/^134217728$/m.test(memoryOf(id)), memoryOf(id));
    await engine.update(id, { memory: 0, cpus: 0 });
    assert.ok(!/^134217728$/m.test(memoryOf(id)), memoryOf(id));
    assert.equal(lacksOf(await engine.info()).get("restart-policy"), "podman");
    assert.equal(lacksOf(await engine.info()).has("limits"), false);
    await assert.rejects(engine.update(id, { restart: { name: "always", retries: 0 } }), /Podman/);
  });
});

/** What the kernel was told: Podman 4.3 itself forgets. */
function memoryOf(id: string): string {
  return execFileSync(
    "find",
    [
      "/sys/fs/cgroup",
      "-path",
      `*${id}*`,
      "(",
      "-name",
      "memory.max",
      "-o",
      "-name",
      "memory.limit_in_bytes",
      ")",
      "-exec",
      "cat",
      "{}",
      ";",
    ],
    { encoding: "utf8" },
  );
}
