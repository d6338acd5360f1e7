import assert from "node:assert/strict";
import { cpus } from "node:os";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { after, before, suite, test } from "node:test";
import { extract, pack } from "tar-stream";
import type { Stats } from "../../client/src/engine/api/details.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo } from "./support.ts";

suite("what the real engine tells of one object", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  let id: string;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
    await engine.createVolume("data");
    const created = (await dockerd.request("POST", "/containers/create?name=web", {
      Image: BUSYBOX,
      Cmd: ["sh", "-c", "trap exit TERM; echo new > /etc/new; rm /etc/group; echo a >> /etc/passwd; sleep 100 & wait"],
      Env: ["TOKEN=a=b", "EMPTY="],
      User: "0",
      WorkingDir: "/srv",
      HostConfig: { Binds: ["data:/data", "/tmp:/host:ro"], Memory: 50_000_000, RestartPolicy: { Name: "always" } },
    })) as { Id: string };
    id = created.Id;
    await engine.start(id);
  });
  after(() => dockerd.dispose());

  test("a container: mounts, environment, limits", async () => {
    const details = await engine.containerDetails(id);
    assert.deepEqual(details.mounts, [
      { kind: "volume", source: "data", destination: "/data", writable: true },
      { kind: "bind", source: "/tmp", destination: "/host", writable: false },
    ]);
    assert.deepEqual(
      details.environment.filter(([name]) => name !== "PATH"),
      [
        ["EMPTY", ""],
        ["TOKEN", "a=b"],
      ],
    );
    assert.deepEqual(details.limits, { cpus: 0, memory: 50_000_000, restart: { name: "always", retries: 0 } });
    assert.equal(details.workingDir, "/srv");
    assert.equal(details.exitCode, null);
  });

  test("limits are changed while it runs", async () => {
    await engine.update(id, { cpus: 0.5, memory: 60_000_000, restart: { name: "on-failure", retries: 3 } });
    const { limits } = await engine.containerDetails(id);
    assert.deepEqual(limits, { cpus: 0.5, memory: 60_000_000, restart: { name: "on-failure", retries: 3 } });
    await engine.update(id, { restart: { name: "no", retries: 0 } });
    assert.equal((await engine.containerDetails(id)).limits.memory, 60_000_000);
    await engine.update(id, { memory: 0, cpus: 0 });
    const lifted = (await engine.containerDetails(id)).limits;
    assert.equal(lifted.memory, 0);
    assert.equal(lifted.cpus, cpus().length, "as many as there are");
    await engine.restart(id); // The runtime takes them too.
    await engine.update(id, { memory: 70_000_000 });
    assert.equal((await engine.containerDetails(id)).limits.memory, 70_000_000);
  });

  test("its processes", async () => {
    const { titles, rows } = await engine.processes(id);
    assert.ok(titles.includes("PID"), titles.join());
    assert.ok(rows.some((row) => row.at(-1)?.includes("sleep 100")));
    for (const row of rows) assert.equal(row.length, titles.length);
  });

  test("what differs from its image", async () => {
    const changes = await engine.changes(id);
    const kindOf = (path: string) => changes.find((it) => it.path === path)?.kind;
    assert.deepEqual(
      ["/etc/new", "/etc/group", "/etc/passwd"].map((it) => kindOf(it)),
      ["added", "deleted", "modified"],
    );
  });

  test("measurements, until they are not wanted any more", async () => {
    const abort = new AbortController();
    const seen: Stats[] = [];
    for await (const stats of engine.stats(id, abort.signal)) {
      seen.push(stats);
      if (seen.length === 3) abort.abort();
    }
    assert.equal(seen[0]?.cpu, null);
    assert.ok(seen.slice(1).every((it) => it.cpu !== null && it.cpu >= 0 && it.cpu < 400));
    for (const it of seen) assert.ok(it.memory > 0 && it.processes >= 2, JSON.stringify(it));
    assert.ok(Math.abs((seen[0]?.memoryLimit ?? 0) - 70_000_000) < 4096);
  });

  test("a container becomes an image", async () => {
    const image = await engine.commit(id, { name: "localhost:5000/shop/web:kept", comment: "before", pause: true });
    assert.deepEqual((await engine.image(image))?.tags, ["localhost:5000/shop/web:kept"]);
  });

  test("a container's file system as a tar", async () => {
    const names: string[] = [];
    const reading = extract();
    reading.on("entry", ({ name }, body, next) => {
      names.push(name);
      body.on("end", next);
      body.resume();
    });
    const done = new Promise((resolve, reject) => reading.on("finish", () => resolve(null)).on("error", reject));
    (await engine.exportContainer(id)).pipe(reading as unknown as NodeJS.WritableStream);
    await done;
    assert.ok(names.includes("etc/new"));
  });

  test("images are written to a tar and read from it", async () => {
    await engine.tag(BUSYBOX, "copy:1");
    const tar = await buffer(await engine.saveImages([BUSYBOX, "copy:1"]));
    await engine.removeImage("copy:1", { force: false });
    const said: string[] = [];
    for await (const line of engine.loadImages(Readable.from([tar]))) said.push(line);
    assert.ok(said.some((it) => it.includes("copy:1")));
    assert.ok(await engine.image("copy:1"));
  });

  test("what is no image is refused in words", async () => {
    const read = async () => {
      for await (const line of engine.loadImages(Readable.from([Buffer.from("no tar at all")]))) assert.fail(line);
    };
    await assert.rejects(read, /./);
  });

  test("an empty image, for a container that never runs", async () => {
    const empty = pack();
    empty.finalize();
    const image = await engine.importImage(empty as unknown as NodeJS.ReadableStream);
    assert.match(image, /^sha256:/);
    await engine.removeImage(image, { force: false });
  });

  test("how much the volumes hold, and of how many containers", async () => {
    assert.deepEqual((await engine.volumeUsage()).get("data"), { size: 0, users: 1 });
  });

  test("who is in a network", async () => {
    const none = (await engine.networks()).find((it) => it.name === "none");
    const { members } = await engine.networkDetails(none?.id ?? "");
    assert.deepEqual(members, []);
    const details = await engine.containerDetails(id);
    assert.equal(details.memberships.length, 1);
    const [only] = details.memberships;
    await engine.disconnectNetwork(only?.networkId ?? "", id);
    assert.deepEqual((await engine.containerDetails(id)).memberships, []);
    await engine.connectNetwork("none", id);
    assert.equal((await engine.containerDetails(id)).memberships[0]?.network, "none");
    assert.equal((await engine.networkDetails("none")).members[0]?.name, "web");
  });
});
