import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { buildxArguments, runBuildx } from "../../client/src/build/buildx.ts";
import { PLAIN_OPTIONS } from "../../client/src/build/options.ts";
import { NO_PICTURE, withEvent } from "../../client/src/build/progress.ts";
import type { BuildEvent } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { buildxFolder } from "../support/buildx.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo } from "./support.ts";

suite("a build by a program that speaks as Docker Buildx does", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-shop-"));
  const dockerfile = join(folder, "Dockerfile");
  let dockerd: Dockerd;
  before(async () => {
    dockerd = await startDockerd();
  });
  after(async () => {
    await dockerd?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function build(text: string, signal: AbortSignal, seen: (event: BuildEvent) => void = () => {}) {
    writeFileSync(dockerfile, text);
    const options = { ...PLAIN_OPTIONS, tag: "shop:1", context: folder };
    const args = ["buildx", ...buildxArguments(options, dockerfile)];
    const program = join(buildxFolder(), "docker");
    const events: BuildEvent[] = [];
    for await (const event of runBuildx({ program, args, cwd: folder, env: { DOCKER_HOST: dockerd.host } }, signal)) {
      events.push(event);
      seen(event);
    }
    return events;
  }
  const never = new AbortController().signal;

  test("gives the picture that the engine's own stream gives", async () => {
    const events = await build(`FROM ${BUSYBOX}\nRUN echo ¡hola!\n`, never);
    const { steps } = events.reduce(withEvent, NO_PICTURE);
    assert.deepEqual(
      steps.map((it) => [it.index, it.count, it.status]),
      [
        [1, 2, "done"],
        [2, 2, "done"],
      ],
    );
    const said = events.flatMap((it) => (it.type === "log" ? it.text : [])).join("");
    assert.equal(said, "¡hola!\n");
    assert.deepEqual(events.at(-1), { type: "done", imageId: null });
    assert.ok(await (await connectTo(dockerd)).image("shop:1"));
  });

  test("fails with the words of the builder, without those on the way", async () => {
    await assert.rejects(build(`FROM ${BUSYBOX}\nRUN exit 3\n`, never), (error) => {
      assert.ok(error instanceof EngineError && error.reason === "build", String(error));
      assert.match(error.message, /exit code: 3$/);
      assert.doesNotMatch(error.message, /failed to/);
      return true;
    });
  });

  test("is cancelled on the engine as well", async () => {
    const cancel = new AbortController();
    let cancelledAt = 0;
    const building = build(`FROM ${BUSYBOX}\nRUN echo begins; sleep 300\n`, cancel.signal, (event) => {
      if (event.type !== "log" || cancelledAt !== 0) return;
      cancelledAt = performance.now();
      cancel.abort();
    });
    await assert.rejects(building, { name: "AbortError" });
    assert.ok(performance.now() - cancelledAt < 10_000);
  });

  test("says that its program is not there", async () => {
    const run = { program: "/no/such/program", args: [], cwd: folder, env: {} };
    await assert.rejects(async () => {
      for await (const _ of runBuildx(run, never));
    }, /ENOENT/);
  });
});
