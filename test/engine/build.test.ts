import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { BuildMarks } from "../../client/src/build/build-marks.ts";
import { cacheCauses } from "../../client/src/build/cache-cause.ts";
import { buildLog } from "../../client/src/build/log.ts";
import { packContext } from "../../client/src/build/pack.ts";
import { type BuildPicture, NO_PICTURE, withEvent } from "../../client/src/build/progress.ts";
import { type BuildSnapshot, snapshotOf } from "../../client/src/build/snapshot.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { EngineError } from "../../client/src/engine/errors.ts";
import { outline } from "../../server/src/dockerfile/outline.ts";
import { parse } from "../../server/src/dockerfile/parse.ts";
import { readContext } from "../../server/src/shared/context/read.ts";
import { createDocument } from "../../server/src/text/document.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { buildOf, connectTo, eventually, pause, runBuild } from "./support.ts";

/** A text that no other process of the machine has in its command line. */
const MARK = `7${process.pid}7`;

suite("building with the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd.dispose());

  test("shows each step and its output, and ends with the image", async () => {
    const dockerfile = `FROM ${BUSYBOX} AS base\nRUN echo grüße; echo two >&2\nFROM base\nRUN echo three\n`;
    const { events, error } = await runBuild(engine, buildOf(dockerfile, "built:1"));
    assert.equal(error, null);
    const picture = events.reduce(withEvent, NO_PICTURE);
    assert.deepEqual(
      picture.steps.map((it) => [it.stage, it.instruction, it.status]),
      [
        ["base", `FROM docker.io/${BUSYBOX}`, picture.steps[0]?.status],
        ["base", "RUN echo grüße; echo two >&2", "done"],
        ["stage-1", "RUN echo three", "done"],
      ],
    );
    assert.equal(picture.completed, picture.total);
    assert.equal(picture.current, null);
    assert.equal(picture.imageId, (await engine.image("built:1"))?.id);
    const log = buildLog();
    const text = events.flatMap((it) => log.lines(it)).join("\n");
    assert.match(text, /\[base 2\/2\] RUN echo grüße/);
    assert.match(text, /\d\.\d{3}\S* grüße$/m);
    assert.match(text, /DONE \d\.\ds/);
  });

  test("each step is found in the file, with what it added to the image", async () => {
    const dockerfile = [
      `FROM ${BUSYBOX} AS base`,
      "WORKDIR /w",
      "RUN head -c 3000000 /dev/zero >big",
      "FROM base",
      "ENV A=b",
      "RUN echo small >small",
      "CMD true",
      "",
    ].join("\n");
    const marks = new BuildMarks(
      outline(parse(createDocument("file:///Dockerfile", "dockerfile", 1, dockerfile))).stages,
    );
    const { events } = await runBuild(engine, buildOf(dockerfile, "marked:1"));
    for (const event of events) marks.apply(event);
    marks.measured(await engine.history("marked:1"), null, 1);
    assert.deepEqual(
      marks.marks().map((it) => [it.line, it.size]),
      [
        [0, null],
        [1, 0],
        [2, 3_000_000],
        [5, 6],
      ],
    );
  });

  test("what is cached says so", async () => {
    const build = () => runBuild(engine, buildOf(`FROM ${BUSYBOX}\nRUN echo cached\n`, "cached:1"));
    await build();
    const picture = (await build()).events.reduce(withEvent, NO_PICTURE);
    assert.equal(picture.steps[1]?.status, "cached");
    assert.equal(picture.completed, picture.total);
  });

  test("a step that fails is told with its exit code", async () => {
    const { events, error } = await runBuild(
      engine,
      buildOf(`FROM ${BUSYBOX}\nRUN echo before; exit 3\nRUN echo\n`, "no:1"),
    );
    assert.ok(error instanceof EngineError && error.reason === "build", String(error));
    assert.match(error.message, /exit code: 3/);
    const picture = events.reduce(withEvent, NO_PICTURE);
    assert.deepEqual(
      picture.steps.slice(1).map((it) => it.status),
      ["failed", "waiting"],
    );
    assert.ok(events.some((it) => it.type === "log" && it.text === "before\n"));
    assert.equal(await engine.image("no:1"), null);
  });

  test("a step that fails is found on its line of a RUN", async () => {
    const dockerfile = `FROM ${BUSYBOX}\nRUN echo one \\\n && no-such-tool --now \\\n && echo two\n`;
    const marks = new BuildMarks(
      outline(parse(createDocument("file:///Dockerfile", "dockerfile", 1, dockerfile))).stages,
    );
    const { events } = await runBuild(engine, buildOf(dockerfile, "no:5"));
    for (const event of events) marks.apply(event);
    marks.end();
    const failed = marks.marks().find((it) => it.status === "failed");
    assert.deepEqual([failed?.line, failed?.failedLine], [1, 2], JSON.stringify(failed));
  });

  test("a Dockerfile with a mistake is told with the line", async () => {
    for (const dockerfile of [`FROM ${BUSYBOX}\nCOPPY a b\n`, "FROM\n", ""]) {
      const { error } = await runBuild(engine, buildOf(dockerfile, "no:1"));
      assert.ok(error instanceof EngineError && error.reason === "invalid", `${JSON.stringify(dockerfile)}: ${error}`);
      assert.doesNotMatch(error.message, /rpc error|frontend/);
    }
    const { error } = await runBuild(engine, buildOf(`FROM ${BUSYBOX}\nCOPPY a b\n`, "no:1"));
    assert.equal((error as Error).message, "dockerfile parse error line 2: unknown instruction: COPPY");
  });

  test("a tag that is none is told", async () => {
    const { error } = await runBuild(engine, buildOf(`FROM ${BUSYBOX}\n`, "Not A Tag"));
    assert.ok(error instanceof EngineError && error.reason === "invalid", String(error));
  });

  test("a build that is cancelled stops on the engine within a second", async () => {
    const abort = new AbortController();
    const dockerfile = `FROM ${BUSYBOX}\nRUN sleep ${MARK}\nRUN echo never\n`;
    let abortedAt = 0;
    const { error } = await runBuild(engine, buildOf(dockerfile, "no:2"), abort.signal, async (event) => {
      if (event.type !== "vertex" || !event.vertex.name.includes(MARK) || event.vertex.startedAt === null) return;
      await eventually(() => isRunning(MARK), "the step runs");
      abortedAt = performance.now();
      abort.abort();
    });
    assert.equal((error as Error).name, "AbortError");
    await eventually(() => !isRunning(MARK), "the step has ended", 1000);
    assert.ok(performance.now() - abortedAt < 1000);
    await pause(300);
    assert.equal(await engine.image("no:2"), null);
  });

  test("a build that is cancelled before it begins does not begin", async () => {
    const { error } = await runBuild(engine, buildOf(`FROM ${BUSYBOX}\n`, "no:3"), AbortSignal.abort());
    assert.equal((error as Error).name, "AbortError");
  });

  test("builds a folder: ignored files stay out, links and modes are kept", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-context-"));
    try {
      const dockerfile = `FROM ${BUSYBOX}\nCOPY . /src\nRUN cd /src && ls -A && readlink link && ./run.sh && md5sum large\n`;
      const large = randomBytes(9_000_001);
      writeFileSync(join(folder, "large"), large);
      writeFileSync(join(folder, "Dockerfile"), dockerfile);
      writeFileSync(join(folder, ".dockerignore"), "*.log\n");
      writeFileSync(join(folder, "ignored.log"), "");
      writeFileSync(join(folder, "run.sh"), "#!/bin/sh\necho it runs\n", { mode: 0o755 });
      symlinkSync("run.sh", join(folder, "link"));
      const context = await readContext(folder, "Dockerfile");
      const request = { ...buildOf("", "folder:1"), context: packContext(context), dockerfile: context.dockerfile };
      const { events, error } = await runBuild(engine, request);
      assert.equal(error, null);
      const output = events.map((it) => (it.type === "log" ? it.text : "")).join("");
      assert.match(output, /large\nlink\nrun\.sh\nrun\.sh\nit runs\n/);
      assert.ok(output.includes(`${createHash("md5").update(large).digest("hex")}  large`), "all its bytes arrived");
      assert.doesNotMatch(output, /ignored/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("what changed since the last build is told of the first step that ran again", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-context-"));
    try {
      const dockerfile = `FROM ${BUSYBOX}\nCOPY package.json /\nRUN echo install\nCOPY src /src\nRUN echo build\n`;
      mkdirSync(join(folder, "src"));
      writeFileSync(join(folder, "Dockerfile"), dockerfile);
      writeFileSync(join(folder, "package.json"), "{}");
      writeFileSync(join(folder, "src/a.js"), "1");
      const build = async (): Promise<{ picture: BuildPicture; snapshot: BuildSnapshot }> => {
        const context = await readContext(folder, "Dockerfile");
        const files = new Map<string, string>();
        const stream = packContext(context, { fingerprint: (path, print) => files.set(path, print) });
        const { events, error } = await runBuild(engine, { ...buildOf("", "causes:1"), context: stream });
        assert.equal(error, null);
        const picture = events.reduce(withEvent, NO_PICTURE);
        return { picture, snapshot: snapshotOf(picture.steps, files, {}) };
      };
      const { stages } = outline(parse(createDocument("file:///Dockerfile", "dockerfile", 1, dockerfile)));
      const first = await build();
      writeFileSync(join(folder, "src/b.js"), "2");
      const second = await build();
      assert.deepEqual(
        cacheCauses(second.picture.steps, stages, second.snapshot, first.snapshot).map((it) => [
          it.step.index,
          it.cause,
        ]),
        [[4, { kind: "files", files: [{ path: "src/b.js", change: "added" }] }]],
      );
      const third = await build();
      assert.deepEqual(cacheCauses(third.picture.steps, stages, third.snapshot, second.snapshot), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("an instruction, an argument or a base image that is not what it was is told as the cause", async () => {
    const build = async (dockerfile: string, buildArgs: Record<string, string>) => {
      const { events, error } = await runBuild(engine, { ...buildOf(dockerfile, "causes:2"), buildArgs });
      assert.equal(error, null);
      const { steps } = events.reduce(withEvent, NO_PICTURE);
      const { stages } = outline(parse(createDocument("file:///Dockerfile", "dockerfile", 1, dockerfile)));
      return { steps, stages, snapshot: snapshotOf(steps, new Map(), buildArgs) };
    };
    const text = "FROM causes:base\nRUN echo first\nARG V\nRUN echo $V\n";
    const base = (content: string) => build(`FROM ${BUSYBOX}\nRUN echo ${content} >/base\n`, {});
    const tagBase = async (content: string): Promise<void> => {
      await base(content);
      await engine.tag("causes:2", "causes:base");
    };
    const causes = (now: Awaited<ReturnType<typeof build>>, before: Awaited<ReturnType<typeof build>>) =>
      cacheCauses(now.steps, now.stages, now.snapshot, before.snapshot).map((it) => [it.step.index, it.cause]);
    await tagBase("one");
    const first = await build(text, { V: "1" });
    const instruction = await build(text.replace("first", "other"), { V: "1" });
    assert.deepEqual(causes(instruction, first), [[2, { kind: "instruction" }]]);
    const argument = await build(text, { V: "2" });
    assert.deepEqual(causes(argument, first), [[3, { kind: "arguments", names: ["V"] }]]);
    await tagBase("two");
    const moved = await build(text, { V: "2" });
    assert.deepEqual(causes(moved, argument), [[2, { kind: "gone" }]]);
  });

  test("a Dockerfile outside the folder is used", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-context-"));
    const outside = `${folder}.Dockerfile`;
    try {
      writeFileSync(outside, `FROM ${BUSYBOX}\nLABEL outside=yes\n`);
      const context = await readContext(folder, outside);
      const request = { ...buildOf("", "outside:1"), context: packContext(context), dockerfile: context.dockerfile };
      assert.equal((await runBuild(engine, request)).error, null);
    } finally {
      rmSync(folder, { recursive: true });
      rmSync(outside);
    }
  });

  test("a file that vanishes while it is sent fails the build by its name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-context-"));
    try {
      writeFileSync(join(folder, "Dockerfile"), `FROM ${BUSYBOX}\n`);
      writeFileSync(join(folder, "fleeting"), "x");
      const context = await readContext(folder, "Dockerfile");
      rmSync(join(folder, "fleeting"));
      const request = { ...buildOf("", "no:4"), context: packContext(context), dockerfile: context.dockerfile };
      const { error } = await runBuild(engine, request);
      assert.ok(error instanceof EngineError && error.reason === "invalid", String(error));
      assert.equal(error.message, "cannot read 'fleeting': there is no such file.");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function isRunning(mark: string): boolean {
  return readdirSync("/proc").some((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8") === `sleep\0${mark}\0`;
    } catch {
      return false; // It has ended meanwhile.
    }
  });
}
