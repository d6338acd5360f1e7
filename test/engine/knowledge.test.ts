import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { EngineStore } from "../../client/src/engine/store.ts";
import { announceEngine, engineAnswers } from "../../client/src/engine-knowledge.ts";
import { EngineImages } from "../../server/src/images/engine-images.ts";
import { ENGINE_STATE, IMAGE_DETAILS } from "../../server/src/shared/protocol.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { buildOf, eventually, runBuild, storeOf } from "./support.ts";

suite("what the language server is told of the real engine", () => {
  let dockerd: Dockerd;
  let opened: EngineStore | null = null;
  let changes = 0;
  const open = (): EngineStore => {
    if (opened) return opened;
    opened = storeOf(dockerd);
    announceEngine(opened, () => changes++);
    return opened;
  };
  const answers = engineAnswers({ open, opened: () => opened });
  before(async () => {
    dockerd = await startDockerd();
  });
  after(async () => {
    opened?.dispose();
    await dockerd.dispose();
  });

  test("nothing, and nothing is connected to, until somebody wants something", async () => {
    assert.equal(await answers[ENGINE_STATE]({ isWanted: false }), null);
    assert.equal(await answers[IMAGE_DETAILS]({ reference: BUSYBOX }), null);
    assert.equal(opened, null);
  });
  test("then the engine and its images", async () => {
    const state = await answers[ENGINE_STATE]({ isWanted: true });
    assert.match(state?.name ?? "", /^Docker \d/);
    assert.ok(state?.buildkit);
    assert.ok(state?.images.some((it) => it.tags.includes(BUSYBOX) && it.size > 0 && it.createdAt > 0));
  });
  test("one image by name; none for what is no name", async () => {
    const details = await answers[IMAGE_DETAILS]({ reference: BUSYBOX });
    assert.match(details?.platform ?? "", /^linux\//);
    assert.ok(details?.tags.includes(BUSYBOX));
    assert.equal(await answers[IMAGE_DETAILS]({ reference: "no-such:image" }), null);
    assert.equal(await answers[IMAGE_DETAILS]({ reference: "../containers/json?all=1" }), null);
  });
  test("a change of the images is announced", async () => {
    const told = changes;
    await dockerd.request("POST", `/images/${BUSYBOX}/tag?repo=renamed&tag=2`);
    await eventually(() => changes > told, "the change");
    const state = await answers[ENGINE_STATE]({ isWanted: false });
    assert.ok(state?.images.some((it) => it.tags.includes("renamed:2")));
  });
  test("which images are made for another platform", async () => {
    const engine = opened?.engine;
    assert.ok(engine);
    const text = 'FROM scratch\nCMD ["none"]\n';
    const { error } = await runBuild(engine, { ...buildOf(text, "foreign:1"), platform: "linux/s390x" });
    assert.equal(error, null);
    await eventually(() => [...(opened?.images.values() ?? [])].some((it) => it.tags.includes("foreign:1")), "it");
    const asked = new EngineImages(
      async <T>(method: string, params: object) =>
        (await answers[method as keyof typeof answers](params as never)) as T,
      () => {},
    );
    await asked.wanted();
    assert.equal(asked.platforms?.foreign(BUSYBOX), null);
    await eventually(() => asked.platforms?.foreign("foreign:1") === "linux/s390x", "its platform");
    assert.equal(asked.platforms?.foreign(BUSYBOX), null);
  });
  test("no images of an engine that has gone", async () => {
    await dockerd.dispose();
    await eventually(() => opened?.status.kind === "unreachable", "its end", 20_000);
    assert.equal(await answers[ENGINE_STATE]({ isWanted: false }), null);
    assert.equal(await answers[IMAGE_DETAILS]({ reference: BUSYBOX }), null);
  });
});
