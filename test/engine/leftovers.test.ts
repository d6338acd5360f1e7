import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, suite, test } from "node:test";
import { removeLeftovers, temporaryLabels } from "../../client/src/engine/leftovers.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { buildOf, connectTo, runBuild } from "./support.ts";

/** The labels of a process that has ended. */
function labelsOfTheDead(image: string): Record<string, string> {
  const labels = temporaryLabels(image);
  const { pid } = spawnSync("true");
  return { ...labels, "dev.gantry.owner": labels["dev.gantry.owner"]?.replace(/\d+$/, String(pid)) ?? "" };
}

suite("what a window that was killed left on the engine", () => {
  let dockerd: Dockerd;
  before(async () => {
    dockerd = await startDockerd();
  });
  after(() => dockerd?.dispose());

  test("goes with its image; what is of a living window, another machine or nobody stays", async () => {
    const engine = await connectTo(dockerd);
    const image = "gantry-try/shop:dev";
    await engine.tag(BUSYBOX, image);
    const dead = labelsOfTheDead(image);
    const run = (name: string, labels: Readonly<Record<string, string>>) =>
      dockerd.run(name, "sleep 1000", { labels, ...(labels === dead && name.includes("try") && { image }) });
    await run("gantry-try-1", dead);
    await run("gantry-debug-1", { ...dead, "dev.gantry.image": BUSYBOX });
    await run("gantry-try-2", temporaryLabels(null));
    await run("gantry-try-3", { ...dead, "dev.gantry.owner": `elsewhere ${dead["dev.gantry.owner"]}` });
    await run("web", dead);
    await removeLeftovers(engine, { containers: await engine.containers(), images: [] });
    assert.deepEqual((await engine.containers()).map((it) => it.name).sort(), ["gantry-try-2", "gantry-try-3", "web"]);
    assert.equal(await engine.image(image), null);
    assert.ok(await engine.image(BUSYBOX), "an image of another name is not ours");
  });

  test("an image that was built and never run goes as well", async () => {
    const engine = await connectTo(dockerd);
    const build = async (tag: string, labels: Readonly<Record<string, string>>): Promise<void> => {
      const { error } = await runBuild(engine, { ...buildOf(`FROM ${BUSYBOX}\n`, tag), labels });
      assert.equal(error, null);
    };
    await build("gantry-try/shop:gone", labelsOfTheDead("gantry-try/shop:gone"));
    await build("gantry-try/shop:alive", temporaryLabels(null));
    await build("shop:1", labelsOfTheDead("shop:1"));
    await removeLeftovers(engine, { containers: [], images: await engine.images() });
    assert.deepEqual((await engine.images()).flatMap((it) => it.tags).sort(), [
      "gantry-try/shop:alive",
      BUSYBOX,
      "shop:1",
    ]);
  });
});
