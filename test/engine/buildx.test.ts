import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { BuildMarks } from "../../client/src/build/build-marks.ts";
import { buildxArguments, runBuildx } from "../../client/src/build/buildx.ts";
import { type BuildOptions, PLAIN_OPTIONS } from "../../client/src/build/options.ts";
import { NO_PICTURE, withEvent } from "../../client/src/build/progress.ts";
import type { BuildEvent } from "../../client/src/engine/api/builds.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { outline } from "../../server/src/dockerfile/outline.ts";
import { parse } from "../../server/src/dockerfile/parse.ts";
import { createDocument } from "../../server/src/text/document.ts";
import { buildxEnv } from "../support/buildx.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { startRegistry } from "../support/registry.ts";
import { connectTo } from "./support.ts";

suite("a build by Docker Buildx", () => {
  const { PATH, DOCKER_CONFIG } = buildxEnv();
  const never = new AbortController().signal;
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

  interface How {
    readonly options?: Partial<BuildOptions>;
    readonly signal?: AbortSignal;
    seen?(event: BuildEvent): void;
  }

  async function build(text: string, { options = {}, signal = never, seen = () => {} }: How = {}) {
    writeFileSync(dockerfile, text);
    const asked = { ...PLAIN_OPTIONS, tag: "shop:1", context: folder, network: "none", ...options };
    const args = ["buildx", ...buildxArguments(asked, dockerfile)];
    const env = { DOCKER_HOST: dockerd.host, PATH, DOCKER_CONFIG, NPMRC: "hush" };
    const events: BuildEvent[] = [];
    for await (const event of runBuildx({ program: "docker", args, cwd: folder, env }, signal)) {
      events.push(event);
      seen(event);
    }
    return events;
  }
  test("gives the picture that the engine's own stream gives", async () => {
    const events = await build(`FROM ${BUSYBOX}\nRUN echo ¡hola!\n`);
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

  test("mounts secrets and an agent, and finds the steps that do in the file", async () => {
    const key = join(folder, "key");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
    const text = `FROM ${BUSYBOX}\nRUN --mount=type=secret,id=npmrc wc -c </run/secrets/npmrc\nRUN --mount=type=ssh test -S $SSH_AUTH_SOCK\n`;
    const events = await build(text, { options: { secrets: ["id=npmrc,env=NPMRC"], ssh: [`default=${key}`] } });
    const said = events.flatMap((it) => (it.type === "log" ? it.text : [])).join("");
    assert.equal(said.trim(), "4");
    const { stages } = outline(parse(createDocument("file:///Dockerfile", "dockerfile", 1, text)));
    const marks = new BuildMarks(stages);
    for (const it of events) marks.apply(it);
    assert.deepEqual(
      marks.marks().map((it) => it.line),
      [0, 1, 2],
    );
  });

  test("says what to do where the engine keeps one platform only, or no cache elsewhere", async () => {
    const text = "FROM scratch\nCOPY Dockerfile /\n";
    await assert.rejects(build(text, { options: { platform: "linux/amd64,linux/arm64" } }), /Push the result at once/);
    for (const cacheTo of ["type=local,dest=cache", "type=registry,ref=127.0.0.1:1/shop:cache"])
      await assert.rejects(build(text, { options: { cacheTo: [cacheTo] } }), /Write type=inline and push/);
    await assert.rejects(build(text, { options: { builder: "nobody" } }), /no builder 'nobody'.*docker buildx ls/);
  });

  test("pushes at once with its cache, which the next build takes from the registry", async () => {
    const registry = await startRegistry({ isOpen: true });
    try {
      const text = `FROM ${BUSYBOX}\nRUN echo pushed >/shop\n`;
      const tag = `${registry.host}/shop:1`;
      await build(text, { options: { tag, push: true, cacheTo: ["type=inline"] } });
      const answer = await fetch(`http://${registry.host}/v2/shop/tags/list`);
      assert.deepEqual(await answer.json(), { name: "shop", tags: ["1"] });
      await dockerd.request("POST", "/build/prune?all=1");
      const events = await build(text, { options: { cacheFrom: [`type=registry,ref=${tag}`] } });
      assert.equal(events.reduce(withEvent, NO_PICTURE).steps.at(-1)?.status, "cached");
    } finally {
      await registry.dispose();
    }
  });

  test("a push that the registry refuses says whose login it takes", async () => {
    const registry = await startRegistry();
    try {
      const pushing = build(`FROM ${BUSYBOX}\n`, { options: { tag: `${registry.host}/shop:1`, push: true } });
      await assert.rejects(pushing, (error) => {
        assert.ok(error instanceof EngineError && error.reason === "login", String(error));
        assert.match(error.message, /docker login/);
        return true;
      });
    } finally {
      await registry.dispose();
    }
  });

  test("fails with the words of the builder, without those on the way", async () => {
    await assert.rejects(build(`FROM ${BUSYBOX}\nRUN exit 3\n`), (error) => {
      assert.ok(error instanceof EngineError && error.reason === "build", String(error));
      assert.match(error.message, /exit code: 3$/);
      assert.doesNotMatch(error.message, /failed to/);
      return true;
    });
  });

  test("is cancelled on the engine as well", async () => {
    const cancel = new AbortController();
    let cancelledAt = 0;
    const seen = (event: BuildEvent): void => {
      if (event.type !== "log" || cancelledAt !== 0) return;
      cancelledAt = performance.now();
      cancel.abort();
    };
    const building = build(`FROM ${BUSYBOX}\nRUN echo begins; sleep 300\n`, { signal: cancel.signal, seen });
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
