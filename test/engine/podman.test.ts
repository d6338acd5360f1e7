import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { connect } from "../../client/src/engine/dockerode.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { type EngineStore, openStore } from "../../client/src/engine/store.ts";
import { PODMAN_BUSYBOX, type Podman, startPodman } from "../support/podman.ts";
import { addressOf, buildOf, connectTo, eventually, runBuild, textOf, until, watchScreen } from "./support.ts";

const fails = (reason: string) => (error: unknown) => {
  assert.ok(error instanceof EngineError, String(error));
  assert.equal(error.reason, reason, error.message);
  return true;
};
const never = new AbortController().signal;

suite("Podman", () => {
  let podman: Podman;
  let engine: Engine;
  let store: EngineStore;
  before(async () => {
    podman = await startPodman();
    engine = await connectTo(podman);
    store = openStore({ id: podman.host, address: async () => addressOf(podman), connect });
  });
  after(async () => {
    store?.dispose();
    await podman?.dispose();
  });
  const run = async (name: string, script: string): Promise<string> => {
    const command = ["sh", "-c", script];
    const id = await engine.create({ image: PODMAN_BUSYBOX, name, command, interactive: false });
    await engine.start(id);
    return id;
  };
  const images = () => [...store.images.values()].flatMap((it) => it.tags);

  test("connects though no event has come yet", async () => {
    await until(store, () => store.status.kind === "connected", "the store is connected");
    assert.deepEqual(images(), [PODMAN_BUSYBOX]);
  });

  test("says what it is", async () => {
    const info = await engine.info();
    assert.match(info.name, /^Podman \d/);
    assert.equal(info.buildkit, false);
  });

  test("the store follows a container from its start to its removal", async () => {
    const id = await run("followed", "sleep 100");
    const state = () => store.containers.get(id)?.state;
    await until(store, () => state() === "running", "it runs");
    await engine.pause(id);
    await until(store, () => state() === "paused", "it is paused");
    await assert.rejects(engine.pause(id), fails("conflict"));
    await engine.unpause(id);
    await until(store, () => state() === "running", "it goes on");
    await engine.rename(id, "renamed");
    await until(store, () => store.containers.get(id)?.name === "renamed", "it has its new name");
    await assert.rejects(engine.rename(id, "no name"), fails("invalid"));
    await engine.kill(id, "SIGKILL");
    await until(store, () => state() === "exited", "it has ended");
    await assert.rejects(engine.kill(id, "SIGKILL"), fails("conflict"));
    await engine.remove(id, { force: true, volumes: true });
    await until(store, () => !store.containers.has(id), "it is gone");
    await assert.rejects(engine.stop(id), fails("gone"));
  });

  test("the store follows the names of an image", async () => {
    await engine.tag(PODMAN_BUSYBOX, "localhost/other:2");
    await until(store, () => images().includes("localhost/other:2"), "it has another name");
    await engine.removeImage("localhost/other:2", { force: false });
    await until(store, () => !images().includes("localhost/other:2"), "it has lost it");
    assert.deepEqual(images(), [PODMAN_BUSYBOX]);
  });

  test("the store follows volumes", async () => {
    await engine.createVolume("letters");
    await until(store, () => store.volumes.has("letters"), "the volume is there");
    assert.deepEqual(await engine.unused("volume"), [{ id: "letters", name: "letters", size: 0 }]);
    await engine.removeVolume("letters", { force: false });
    await until(store, () => !store.volumes.has("letters"), "the volume is gone");
  });

  test("networks are created, once, and found unused", async () => {
    await until(store, () => store.engine !== null, "the store is connected");
    const names = () => [...store.networks.values()].map((it) => it.name);
    await store.engine?.createNetwork({ name: "inside", internal: true });
    await until(store, () => names().includes("inside"), "the network is there");
    await assert.rejects(engine.createNetwork({ name: "inside" }), fails("conflict"));
    assert.deepEqual(
      (await engine.unused("network")).map((it) => it.name),
      ["inside"],
    );
    await store.engine?.removeNetwork([...store.networks.values()].find((it) => it.name === "inside")?.id ?? "");
    await until(store, () => !names().includes("inside"), "the network is gone");
    await assert.rejects(engine.removeNetwork("podman"), fails("conflict"));
  });

  test("logs: both channels apart", async () => {
    const id = await run("logging", "echo err >&2; sleep 0.2; echo out; echo more");
    await eventually(async () => (await engine.container(id))?.state === "exited", "it ended");
    const channels: Record<string, string> = { stdout: "", stderr: "" };
    for await (const { channel, bytes } of await engine.logs(id, { follow: false }, never))
      channels[channel] += Buffer.from(bytes).toString();
    assert.deepEqual(channels, { stdout: "out\nmore\n", stderr: "err\n" });
    assert.equal(await textOf(await engine.logs(id, { follow: true, tail: 1 }, never)), "more\n");
    await engine.remove(id, { force: true, volumes: true });
  });

  test("a shell takes commands, knows its size and tells its exit code", async () => {
    const id = await run("shelled", "sleep 100");
    assert.deepEqual(await engine.probe(id, ["sh", "-c", "echo hi; exit 3"]), { exitCode: 3, stdout: "hi\n" });
    const session = await engine.exec(id, { command: ["sh"], tty: true, size: { columns: 90, rows: 20 } });
    const screen = watchScreen(session);
    session.write("stty size; exit 4\n");
    await screen.shows("20 90");
    await screen.ended;
    assert.equal(await session.exitCode(), 4);
    await engine.remove(id, { force: true, volumes: true });
  });

  test("builds, and tells which step fails", async () => {
    const made = await runBuild(engine, buildOf(`FROM ${PODMAN_BUSYBOX}\nRUN echo hello\n`, "made:1"));
    assert.equal(made.error, null);
    assert.equal(made.events.at(-1)?.type, "done");
    await until(store, () => images().includes("docker.io/library/made:1"), "the image is there");
    const failed = await runBuild(engine, buildOf(`FROM ${PODMAN_BUSYBOX}\nRUN false\n`, "made:2"));
    fails("build")(failed.error);
    const steps = failed.events.flatMap((it) => (it.type === "vertex" && it.vertex.error ? [it.vertex.name] : []));
    assert.deepEqual(steps, ["[2/2] RUN false"]);
  });

  test("a name that moves leaves its last image dangling, which is then found unused", async () => {
    for (const text of ["one", "two"])
      await podman.build("moving:1", { Dockerfile: `FROM ${PODMAN_BUSYBOX}\nRUN echo ${text} >/file\n` });
    await until(store, () => [...store.images.values()].some((it) => it.tags.length === 0), "one is dangling");
    const unused = await engine.unused("image");
    assert.ok(unused.length > 0 && unused.every((it) => store.images.get(it.id)?.tags.length === 0));
  });
});
