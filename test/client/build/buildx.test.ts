import assert from "node:assert/strict";
import { homedir } from "node:os";
import { suite, test } from "node:test";
import { buildxArguments, buildxProblem, findBuildx } from "../../../client/src/build/buildx.ts";
import { buildxProgress } from "../../../client/src/build/buildx-progress.ts";
import { type BuildOptions, needsBuildx, PLAIN_OPTIONS } from "../../../client/src/build/options.ts";

const OPTIONS: BuildOptions = { ...PLAIN_OPTIONS, tag: "shop:1", context: "/w/shop" };

suite("Docker Buildx is looked for", () => {
  const found = (said: string | null) => findBuildx(async () => said);
  test("by what it says of itself", async () => {
    assert.deepEqual(await found("github.com/docker/buildx v0.20.1 245093b"), { kind: "found" });
    assert.deepEqual(await found("github.com/docker/buildx 1.0.0"), { kind: "found" });
    assert.deepEqual(await found(""), { kind: "silent" });
    assert.match(buildxProblem({ kind: "silent" }) ?? "", /does not answer/);
  });
  test("and others that answer to its name are not taken for it", async () => {
    for (const said of [null, "buildah version 1.38.0"])
      assert.match(buildxProblem(await found(said)) ?? "", /not on this machine/);
  });
  test("and one that is too old is told as such", async () => {
    const old = await found("github.com/docker/buildx v0.11.2 9872040");
    assert.match(buildxProblem(old) ?? "", /0\.11\.2 is too old/);
  });
});

suite("what Buildx is asked", () => {
  test("nothing but a plain build", () =>
    assert.deepEqual(buildxArguments(OPTIONS, "/w/shop/Dockerfile"), [
      "build",
      "--progress=rawjson",
      "--load",
      "--tag=shop:1",
      "--file=/w/shop/Dockerfile",
      "/w/shop",
    ]));
  test("all that a build can be asked", () => {
    const options: BuildOptions = {
      ...OPTIONS,
      moreTags: ["shop:latest"],
      target: "run",
      platform: "linux/amd64, linux/arm64",
      secrets: ["id=npmrc,src=~/.npmrc", "id=token,env=TOKEN"],
      ssh: ["default"],
      cacheFrom: ["type=registry,ref=shop:cache"],
      cacheTo: ["type=local,dest=../cache"],
      builder: "many",
      push: true,
      buildArgs: { V: "a b" },
      noCache: true,
    };
    const args = buildxArguments(options, "/w/shop/Dockerfile");
    assert.deepEqual(args.slice(1, 4), ["--progress=rawjson", "--push", "--builder=many"]);
    for (const it of [
      "--tag=shop:1",
      "--tag=shop:latest",
      "--platform=linux/amd64,linux/arm64",
      `--secret=id=npmrc,src=${homedir()}/.npmrc`,
      "--secret=id=token,env=TOKEN",
      "--ssh=default",
      "--cache-from=type=registry,ref=shop:cache",
      "--cache-to=type=local,dest=../cache",
      "--build-arg=V=a b",
      "--no-cache",
    ])
      assert.ok(args.includes(it), `${it} in ${args.join(" ")}`);
  });
  test("what looks like an option stays a value", () =>
    assert.ok(buildxArguments({ ...OPTIONS, target: "--push" }, "/w/Dockerfile").includes("--target=--push")));
  test("only where the engine's own API does not do", () => {
    assert.equal(needsBuildx({ ...OPTIONS, platform: "linux/arm64", network: "none" }), false);
    assert.equal(needsBuildx({ ...OPTIONS, platform: "linux/amd64,linux/arm64" }), true);
    assert.equal(needsBuildx({ ...OPTIONS, secrets: ["id=a,env=A"] }), true);
  });
});

suite("what Buildx says", () => {
  const at = "2024-02-05T18:37:58.113853435Z";
  test("is BuildKit's steps, their output and its warnings", () => {
    const read = buildxProgress();
    const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");
    const digest = "sha256:1";
    const vertexes = [{ digest, name: "[build 2/3] RUN make", started: at, completed: at, cached: true }];
    assert.deepEqual(read(JSON.stringify({ vertexes })), [
      {
        type: "vertex",
        vertex: {
          digest,
          name: "[build 2/3] RUN make",
          cached: true,
          startedAt: Date.parse(at),
          completedAt: Date.parse(at),
          error: null,
        },
      },
    ]);
    const eñe = Buffer.from("ñ\n");
    const logs = [eñe.subarray(0, 1), eñe.subarray(1)].map((it) => ({ vertex: digest, stream: 2, data: base64(it) }));
    const texts = read(JSON.stringify({ logs }))?.map((it) => (it.type === "log" ? `${it.channel} ${it.text}` : ""));
    assert.deepEqual(texts, ["stderr ", "stderr ñ\n"]);
    const warnings = [{ vertex: digest, short: base64("Old"), range: [{ start: { line: 3 }, end: { line: 4 } }] }];
    assert.deepEqual(read(JSON.stringify({ warnings })), [
      { type: "warning", vertex: digest, text: "Old", line: 3, endLine: 4 },
    ]);
  });
  test("comes over many lines, with its own words between", () => {
    const read = buildxProgress();
    const message = JSON.stringify({ statuses: [{ id: "{", vertex: "sha256:1", current: 1, total: 2 }] }, null, 2);
    const lines = [...message.split("\n"), "Dockerfile:1", "--------------------", ...message.split("\n")];
    const event = { type: "status", vertex: "sha256:1", id: "{", current: 1, total: 2 };
    assert.deepEqual(
      lines.flatMap<unknown>((it) => read(it) ?? it),
      [event, "Dockerfile:1", "--------------------", event],
    );
  });
  test("or its own words", () => {
    const read = buildxProgress();
    assert.equal(read("ERROR: failed to solve: no such thing"), null);
    assert.equal(read("{half a"), null);
    assert.deepEqual(read("{}"), []);
  });
});
