import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo, eventually, pause, textOf } from "./support.ts";

const fails = (reason: string) => (error: unknown) => {
  assert.ok(error instanceof EngineError, String(error));
  assert.equal(error.reason, reason, error.message);
  return true;
};
/** Unlike a bare sleep, ends when it is told to. */
const WAIT = "trap exit TERM; sleep 100 & wait";
const never = new AbortController().signal;

suite("the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd.dispose());

  test("says what it is", async () => {
    const info = await engine.info();
    assert.match(info.name, /^Docker \d/);
    assert.match(info.apiVersion, /^1\.\d+$/);
    assert.equal(info.os, "linux");
    assert.ok(info.buildkit);
    await engine.ping();
  });

  test("lists what it has", async () => {
    const id = await dockerd.run("listed", "sleep 100", { labels: { "com.example": "yes" } });
    await dockerd.request("POST", "/volumes/create", { Name: "listed", Labels: { a: "b" } });
    await dockerd
      .request("POST", "/networks/create", { Name: "listed", Driver: "macvlan", Internal: true })
      .catch(() => null);

    const container = (await engine.containers()).find((it) => it.id === id);
    assert.equal(container?.name, "listed");
    assert.equal(container?.image, BUSYBOX);
    assert.equal(container?.state, "running");
    assert.equal(container?.command, "sh -c 'sleep 100'");
    assert.deepEqual(container?.labels, { "com.example": "yes" });
    assert.deepEqual((await engine.images())[0]?.tags, [BUSYBOX]);
    const volume = (await engine.volumes()).find((it) => it.name === "listed");
    assert.equal(volume?.driver, "local");
    assert.deepEqual(volume?.labels, { a: "b" });
    assert.ok((await engine.networks()).some((it) => it.name === "host"));

    // A second may have passed meanwhile.
    const timeless = { startedAt: null, status: "" };
    assert.deepEqual({ ...(await engine.container(id)), ...timeless }, { ...container, ...timeless });
    assert.deepEqual(await engine.image(BUSYBOX), (await engine.images())[0]);
    assert.deepEqual(await engine.volume("listed"), volume);
    await engine.remove(id, { force: true, volumes: true });
    await engine.removeVolume("listed", { force: false });
  });

  test("null is what is not there", async () => {
    assert.equal(await engine.container("0".repeat(64)), null);
    assert.equal(await engine.image("nothing/like:it"), null);
    assert.equal(await engine.volume("nothing"), null);
    assert.equal(await engine.network("nothing"), null);
    assert.deepEqual(await engine.containersById([]), []);
  });

  test("starts, stops and restarts; twice is once", async () => {
    const id = await engine.create({ image: BUSYBOX, name: "twice", command: ["sh", "-c", WAIT], interactive: false });
    await Promise.all([engine.start(id), engine.start(id)]);
    await engine.start(id);
    assert.equal((await engine.container(id))?.state, "running");
    await engine.restart(id);
    assert.equal((await engine.container(id))?.state, "running");
    await Promise.all([engine.stop(id), engine.stop(id)]);
    await engine.stop(id);
    assert.equal((await engine.container(id))?.state, "exited");
    const removals = await Promise.allSettled([1, 2].map(() => engine.remove(id, { force: true, volumes: true })));
    for (const it of removals) if (it.status === "rejected") fails("gone")(it.reason);
    assert.equal(await engine.container(id), null);
  });

  test("tells why it refuses", async () => {
    const id = await dockerd.run("refused", "sleep 100");
    const request = { image: BUSYBOX, interactive: false };
    await assert.rejects(engine.create({ ...request, name: "refused" }), fails("conflict"));
    await assert.rejects(engine.create({ ...request, name: "not a name" }), fails("invalid"));
    await assert.rejects(engine.create({ ...request, image: "no/such:image" }), fails("gone"));
    await assert.rejects(engine.remove(id, { force: false, volumes: false }), fails("conflict"));
    await assert.rejects(engine.removeImage(BUSYBOX, { force: false }), fails("conflict"));
    await assert.rejects(engine.start("nothing"), fails("gone"));
    await assert.rejects(engine.removeNetwork("host"), fails("conflict"));
    await engine.remove(id, { force: true, volumes: true });
  });

  test("pauses and goes on", async () => {
    const id = await dockerd.run("paused", "sleep 100");
    await engine.pause(id);
    assert.equal((await engine.container(id))?.state, "paused");
    await assert.rejects(engine.pause(id), fails("conflict"));
    await engine.unpause(id);
    assert.equal((await engine.container(id))?.state, "running");
    await engine.remove(id, { force: true, volumes: true });
  });

  test("a signal reaches the main process", async () => {
    const id = await dockerd.run("signalled", "trap 'exit 7' USR1; while true; do sleep 0.1; done");
    await pause(300); // The shell has to set its trap first.
    await engine.kill(id, "SIGUSR1");
    await eventually(async () => (await engine.container(id))?.status.startsWith("Exited (7)") ?? false, "it ended");
    await assert.rejects(engine.kill(id, "SIGKILL"), fails("conflict"));
    await engine.remove(id, { force: true, volumes: true });
  });

  test("renames", async () => {
    const id = await dockerd.run("before", "sleep 100");
    await engine.rename(id, "after");
    assert.equal((await engine.container(id))?.name, "after");
    await assert.rejects(engine.rename(id, "no name"), fails("invalid"));
    await engine.remove(id, { force: true, volumes: true });
  });

  test("an image gets another name; the port of a registry is no tag", async () => {
    await engine.tag(BUSYBOX, "other:2");
    await engine.tag(BUSYBOX, "localhost:5000/team/other");
    const { tags = [] } = (await engine.image(BUSYBOX)) ?? {};
    assert.deepEqual([...tags].sort(), [BUSYBOX, "localhost:5000/team/other:latest", "other:2"]);
    await engine.removeImage("other:2", { force: false });
    await engine.removeImage("localhost:5000/team/other", { force: false });
    assert.deepEqual((await engine.image(BUSYBOX))?.tags, [BUSYBOX]);
  });

  test("inspects each kind", async () => {
    const id = await dockerd.run("inspected", "sleep 100");
    await engine.createVolume("inspected");
    const network = (await engine.networks()).find((it) => it.name === "host")?.id ?? "";
    const wanted = { container: [id, "Id"], image: [BUSYBOX, "Id"], volume: ["inspected", "Name"] } as const;
    for (const [kind, [key, field]] of Object.entries(wanted)) {
      const record = await engine.inspect(kind as keyof typeof wanted, key); // The keys are the kinds.
      assert.ok(record && typeof record === "object" && field in record, kind);
    }
    assert.equal(((await engine.inspect("network", network)) as { Name: string }).Name, "host");
    await assert.rejects(engine.inspect("container", "nothing"), fails("gone"));
    await engine.remove(id, { force: true, volumes: true });
    await engine.removeVolume("inspected", { force: false });
  });

  test("creates networks, none twice", async () => {
    await engine.createNetwork({ name: "inside", driver: "bridge", internal: true });
    const made = (await engine.networks()).find((it) => it.name === "inside");
    assert.deepEqual([made?.driver, made?.internal], ["bridge", true]);
    await assert.rejects(engine.createNetwork({ name: "inside" }), fails("conflict"));
    assert.ok((await engine.unused("network")).some((it) => it.id === made?.id));
    assert.ok(!(await engine.unused("network")).some((it) => ["bridge", "host", "none"].includes(it.name)));
    await engine.removeNetwork(made?.id ?? "");
  });

  test("tells what nothing uses, with its size", async () => {
    const stopped = await dockerd.run("stopped", "echo 12345 >/file");
    const running = await dockerd.run("running", "sleep 100");
    await dockerd.build("dangling", { Dockerfile: `FROM ${BUSYBOX}\nLABEL a=1\nRUN echo 12345 >/file\n` });
    const dangling = (await engine.image("dangling"))?.id;
    await dockerd.build("dangling", { Dockerfile: `FROM ${BUSYBOX}\nLABEL a=2\n` });
    await engine.createVolume("unused");
    await eventually(async () => (await engine.container(stopped))?.state === "exited", "it ended");

    const container = (await engine.unused("container")).find((it) => it.id === stopped);
    assert.deepEqual(container, { id: stopped, name: "stopped", size: 6 });
    assert.ok(!(await engine.unused("container")).some((it) => it.id === running));
    assert.deepEqual(
      (await engine.unused("image")).map((it) => it.id),
      [dangling],
    );
    assert.deepEqual(await engine.unused("volume"), [{ id: "unused", name: "unused", size: 0 }]);

    for (const it of [stopped, running]) await engine.remove(it, { force: true, volumes: true });
    for (const it of ["dangling", dangling ?? ""]) await engine.removeImage(it, { force: false });
    await engine.removeVolume("unused", { force: false });
  });

  test("the engine's own text is the message", async () => {
    await assert.rejects(engine.stop("nothing"), { message: "No such container: nothing" });
  });

  test("a request that is aborted throws the signal's reason", async () => {
    await assert.rejects(engine.containers(AbortSignal.abort(new Error("enough"))), { message: "enough" });
  });

  test("logs: both channels apart, in full, with a tail", async () => {
    const id = await dockerd.run(
      "logging",
      "echo err >&2; sleep 0.1; echo out; for i in 1 2 3; do echo $i; done; exit 3",
    );
    await eventually(async () => (await engine.container(id))?.state === "exited", "it ended");
    const channels: Record<string, string> = { stdout: "", stderr: "" };
    for await (const { channel, bytes } of await engine.logs(id, { follow: false }, never))
      channels[channel] += Buffer.from(bytes).toString();
    assert.deepEqual(channels, { stdout: "out\n1\n2\n3\n", stderr: "err\n" });
    assert.equal(await textOf(await engine.logs(id, { follow: true, tail: 2 }, never)), "2\n3\n");
    assert.match(
      await textOf(await engine.logs(id, { follow: false, tail: 1, timestamps: true }, never)),
      /^\d{4}-.*Z 3\n$/,
    );
    await assert.rejects(engine.logs("nothing", { follow: true }, never), fails("gone"));
  });

  test("logs follow until the container stops, or until aborted", async () => {
    const id = await dockerd.run("following", "i=0; while true; do i=$((i+1)); echo line $i; sleep 0.05; done", {
      tty: true,
    });
    const abort = new AbortController();
    let text = "";
    for await (const { bytes } of await engine.logs(id, { follow: true }, abort.signal)) {
      text += Buffer.from(bytes).toString();
      if (text.includes("line 5")) abort.abort();
    }
    assert.match(text, /^line 1\r\nline 2\r\n/);

    const rest = textOf(await engine.logs(id, { follow: true, tail: 0 }, never));
    await engine.remove(id, { force: true, volumes: true });
    await rest;
  });

  test("a reader of logs that is slow stops the engine instead of filling the memory", async () => {
    const id = await dockerd.run("torrent", "dd if=/dev/zero bs=1M count=40 2>/dev/null | tr '\\000' x");
    await eventually(async () => (await engine.container(id))?.state === "exited", "it ended", 60_000);
    const before = process.memoryUsage().rss;
    let bytes = 0;
    let more = 0;
    for await (const chunk of await engine.logs(id, { follow: false }, never)) {
      if (bytes === 0) {
        await pause(1000);
        more = process.memoryUsage().rss - before;
      }
      bytes += chunk.bytes.length;
    }
    assert.equal(bytes, 40 * 1024 * 1024);
    assert.ok(more < 10_000_000, `${more} bytes more`);
  });
});
