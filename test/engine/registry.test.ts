import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { RegistryLogin, TransferEvent } from "../../client/src/engine/api/images.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { NOTHING_MOVED, transferReport, withTransfer } from "../../client/src/run/transfer-progress.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { REGISTRY_PASSWORD, REGISTRY_USER, type Registry, startRegistry } from "../support/registry.ts";
import { buildOf, connectTo, eventually, runBuild } from "./support.ts";

const never = new AbortController().signal;
const reason = (wanted: string) => (error: unknown) => error instanceof EngineError && error.reason === wanted;

async function all(events: AsyncIterable<TransferEvent>): Promise<TransferEvent[]> {
  const seen: TransferEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

suite("images to and from a registry that asks for a login", () => {
  let dockerd: Dockerd;
  let registry: Registry;
  let engine: Engine;
  let reference: string;
  let login: RegistryLogin;
  before(async () => {
    dockerd = await startDockerd();
    registry = await startRegistry();
    engine = await connectTo(dockerd);
    reference = `${registry.host}/team/web:1`;
    login = { kind: "password", registry: registry.host, username: REGISTRY_USER, password: REGISTRY_PASSWORD };
    await engine.tag(BUSYBOX, reference);
  });
  after(async () => {
    await registry?.dispose();
    await dockerd?.dispose();
  });

  test("without a login, or with a wrong one, the registry refuses", async () => {
    const wrong: RegistryLogin = { ...login, kind: "password", username: REGISTRY_USER, password: "wrong" };
    await assert.rejects(all(engine.push({ reference }, never)), reason("login"));
    await assert.rejects(all(engine.push({ reference, login: wrong }, never)), reason("login"));
    await assert.rejects(all(engine.pull({ reference }, never)), reason("login"));
    await assert.rejects(all(engine.pull({ reference, login: wrong }, never)), reason("login"));
  });

  test("pushes, and pulls what was pushed, with layers that add up to a whole bar", async () => {
    await all(engine.push({ reference, login }, never));
    await engine.removeImage(reference, { force: false });
    await engine.removeImage(BUSYBOX, { force: false });
    const events = await all(engine.pull({ reference, login }, never));
    assert.ok(await engine.image(reference));
    const picture = events.reduce(withTransfer, NOTHING_MOVED);
    assert.ok(picture.size > 0, JSON.stringify(events));
    assert.equal(transferReport(picture).fraction, 1);
    const again = await all(engine.pull({ reference, login }, never));
    assert.ok(again.some((it) => it.status.startsWith("Status: Image is up to date")));
    await engine.tag(reference, BUSYBOX);
  });

  test("a tag that is not there is told", async () => {
    await assert.rejects(
      all(engine.pull({ reference: `${registry.host}/team/web:none`, login }, never)),
      (error) => error instanceof EngineError && /the registry has no image .*none/.test(error.message),
    );
  });

  test("a registry that nobody can reach is told as such, for a build too", async () => {
    await assert.rejects(all(engine.pull({ reference: "127.0.0.1:1/team/app:1" }, never)), reason("no-registry"));
    const { error } = await runBuild(engine, buildOf("FROM 127.0.0.1:1/team/app:1\n", "no:1"));
    assert.ok(reason("no-registry")(error));
  });

  test("cancelling a pull cancels it on the engine", async () => {
    const large = `${registry.host}/team/large:1`;
    await dockerd.build("large", {
      Dockerfile: `FROM ${BUSYBOX}\nRUN head -c 300000000 /dev/urandom >/blob\n`,
    });
    await engine.tag("large", large);
    await all(engine.push({ reference: large, login }, never));
    await engine.removeImage(large, { force: true });
    await engine.removeImage("large", { force: true });
    await dockerd.request("POST", "/build/prune?all=1");
    const abort = new AbortController();
    await assert.rejects(
      async () => {
        for await (const event of engine.pull({ reference: large, login }, abort.signal))
          if (event.status === "Downloading") abort.abort(new Error("enough"));
      },
      { message: "enough" },
    );
    await eventually(async () => (await engine.image(large)) === null, "the image did not come");
    assert.equal(await engine.image(large), null);
  });

  test("an engine that is killed in the middle is told as lost", async () => {
    const large = `${registry.host}/team/large:1`;
    await assert.rejects(async () => {
      for await (const event of engine.pull({ reference: large, login }, never))
        if (event.status === "Downloading") await dockerd.kill();
    }, reason("lost"));
    await dockerd.start();
  });
});
