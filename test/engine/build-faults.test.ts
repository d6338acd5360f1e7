import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { RegistryLogin } from "../../client/src/engine/api/images.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { REGISTRY_PASSWORD, REGISTRY_USER, type Registry, startRegistry } from "../support/registry.ts";
import { buildOf, connectTo, runBuild } from "./support.ts";

const never = new AbortController().signal;

suite("what goes wrong around a build", () => {
  let dockerd: Dockerd;
  let registry: Registry;
  let engine: Engine;
  let login: RegistryLogin;
  before(async () => {
    dockerd = await startDockerd();
    registry = await startRegistry();
    engine = await connectTo(dockerd);
    login = { kind: "password", registry: registry.host, username: REGISTRY_USER, password: REGISTRY_PASSWORD };
  });
  after(async () => {
    await registry?.dispose();
    await dockerd?.dispose();
  });

  test("a base image whose registry asks for a login is told as such; once it is pulled, the build goes on", async () => {
    const base = `${registry.host}/team/base:1`;
    await engine.tag(BUSYBOX, base);
    for await (const _ of engine.push({ reference: base, login }, never));
    await engine.removeImage(base, { force: false });
    const build = () => runBuild(engine, buildOf(`FROM ${base}\nLABEL from=private\n`, "private:1"));
    const { error } = await build();
    assert.ok(error instanceof EngineError && error.reason === "login", `${error} ${(error as Error).cause}`);
    for await (const _ of engine.pull({ reference: base, login }, never));
    assert.equal((await build()).error, null);
  });

  test("a step that prints the words of a registry or a full disk has failed as any other", async () => {
    const dockerfile = `FROM ${BUSYBOX}\nRUN echo "no space left on device; pull access denied" >&2; exit 4\n`;
    const { error } = await runBuild(engine, buildOf(dockerfile, "no:1"));
    assert.ok(error instanceof EngineError && error.reason === "build", String(error));
  });

  test("an engine that is killed in the middle of a build is told as lost, at once", async () => {
    let killedAt = 0;
    const dockerfile = `FROM ${BUSYBOX}\nRUN echo begins; sleep 60\n`;
    const { error } = await runBuild(engine, buildOf(dockerfile, "no:2"), never, (event) => {
      if (event.type !== "log" || killedAt !== 0) return;
      killedAt = performance.now();
      void dockerd.kill();
    });
    assert.ok(performance.now() - killedAt < 5000);
    assert.ok(error instanceof EngineError && ["lost", "stopped"].includes(error.reason), String(error));
    await dockerd.start();
  });
});
