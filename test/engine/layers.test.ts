import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { analyse } from "../../client/src/layers/analyse.ts";
import { readSavedImage } from "../../client/src/layers/saved-image.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { buildOf, connectTo, runBuild } from "./support.ts";

suite("the layers of a real image", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  const signal = new AbortController().signal;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd.dispose());

  test("with what each adds, changes, removes and wastes", async () => {
    const dockerfile = [
      `FROM ${BUSYBOX}`,
      "RUN mkdir /data && head -c 2000000 /dev/zero >/data/big && echo one >/data/note",
      "RUN echo two >/data/note",
      "ENV A=b",
      "RUN rm /data/big",
      "",
    ].join("\n");
    assert.equal((await runBuild(engine, buildOf(dockerfile, "layers:1"))).error, null);
    let bytes = 0;
    const saved = await readSavedImage(await engine.saveImages(["layers:1"], signal), (read) => {
      bytes = read;
    });
    assert.ok(bytes > 2_000_000);
    const report = analyse(saved);
    const own = report.layers.slice(-3).map(({ instruction, files }) => ({
      instruction: instruction.split(" ").slice(0, 2).join(" "),
      files: files.filter((it) => it.path.startsWith("data/")).map((it) => `${it.change} ${it.path} ${it.size}`),
    }));
    assert.deepEqual(own, [
      { instruction: "RUN mkdir", files: ["added data/big 2000000", "added data/note 4"] },
      { instruction: "RUN echo", files: ["changed data/note 4"] },
      { instruction: "RUN rm", files: ["removed data/big 2000000"] },
    ]);
    assert.equal(report.wasted, 2_000_004);
    assert.equal(report.wastedPaths[0]?.path, "data/big");
  });

  test("an image that is not there is told as such; cancelling ends the stream", async () => {
    await assert.rejects(
      async () => readSavedImage(await engine.saveImages(["no-such:1"], signal)),
      (error) => error instanceof EngineError && error.reason === "gone",
    );
    const abort = new AbortController();
    await assert.rejects(
      readSavedImage(await engine.saveImages(["layers:1"], abort.signal), () => abort.abort(new Error("enough"))),
    );
  });
});
