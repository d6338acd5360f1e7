import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Engine } from "../../client/src/engine/engine.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { type Registry, startRegistry } from "../support/registry.ts";
import { buildOf, connectTo, runBuild } from "./support.ts";

suite("the base image of a build", () => {
  let dockerd: Dockerd;
  let registry: Registry;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    registry = await startRegistry({ isOpen: true });
    engine = await connectTo(dockerd);
  });
  after(async () => {
    await dockerd?.dispose();
    await registry?.dispose();
  });

  async function build(dockerfile: string, tag: string, pull: boolean): Promise<Readonly<Record<string, string>>> {
    const { error } = await runBuild(engine, { ...buildOf(dockerfile, tag), pull });
    assert.equal(error, null);
    const image = await engine.image(tag);
    assert.ok(image);
    return image.labels;
  }

  test("is the engine's own one, and the registry's newer one where that is asked for", async () => {
    const base = `${registry.host}/team/base:1`;
    await build(`FROM ${BUSYBOX}\nLABEL version=new\n`, base, false);
    for await (const _event of engine.push({ reference: base }, new AbortController().signal));
    await build(`FROM ${BUSYBOX}\nLABEL version=old\n`, base, false);
    assert.deepEqual(await build(`FROM ${base}\n`, "shop:1", false), { version: "old" });
    assert.deepEqual(await build(`FROM ${base}\n`, "shop:1", true), { version: "new" });
  });
});
