import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { BuildMarks } from "../../../client/src/build/build-marks.ts";
import { failureText, markText, totalTexts } from "../../../client/src/build/mark-text.ts";
import type { BuildEvent, BuildVertex } from "../../../client/src/engine/api/builds.ts";
import { outline } from "../../../server/src/dockerfile/outline.ts";
import { parse } from "../../../server/src/dockerfile/parse.ts";
import { createDocument } from "../../../server/src/text/document.ts";

const DOCKERFILE = "FROM a AS base\nRUN one\nFROM base\nCOPY . .\nRUN two \\\n && three\n";
const stagesOf = (text: string) =>
  outline(parse(createDocument("file:///shop/Dockerfile", "dockerfile", 1, text))).stages;
const STAGES = stagesOf(DOCKERFILE);
const vertex = (name: string, fields: Partial<BuildVertex> = {}): BuildEvent => ({
  type: "vertex",
  vertex: { digest: name, name, cached: false, startedAt: 1000, completedAt: null, error: null, ...fields },
});
const built = (...events: BuildEvent[]): BuildMarks => {
  const marks = new BuildMarks(STAGES);
  for (const event of events) marks.apply(event);
  return marks;
};
const shown = (marks: BuildMarks, now = 4000): Record<number, string> =>
  Object.fromEntries(marks.marks().map((it) => [it.line, markText(it, now)]));

suite("the marks of a build", () => {
  test("stand at the lines of their steps, in every stage", () => {
    const marks = built(
      vertex("[internal] load build definition from Dockerfile", { completedAt: 1100 }),
      vertex("[base 1/2] FROM docker.io/library/a", { cached: true, completedAt: 1000 }),
      vertex("[base 2/2] RUN one", { completedAt: 4400 }),
      vertex("[stage-1 1/2] COPY . ."),
      vertex("[stage-1 2/2] RUN two", { startedAt: null }),
    );
    assert.deepEqual(shown(marks), { 0: "✓ cached", 1: "✓ 3.4 s", 3: "● running 3 s", 4: "○ waiting" });
  });

  test("show the last line that a running step printed, without its colours", () => {
    const log = { type: "log", vertex: "[base 2/2] RUN one", channel: "stdout", at: 1500 } as const;
    const marks = built(
      vertex("[base 2/2] RUN one"),
      { ...log, text: "first\n" },
      { ...log, text: "\u001b[32msecond\u001b[0m\n" },
    );
    assert.equal(shown(marks)[1], "● running 3 s · second");
  });

  suite("a base image that is not found", () => {
    const text =
      "# escape=`\n# syntax=docker/dockerfile:9\nARG V=99\nFROM --platform=linux/arm64 node:${V}-slim AS a\nFROM alpine AS b\nCOPY --from=web /x /\nRUN --mount=type=bind,from=tool:1 x\n";
    const looked = (name: string, error: string | null = "not found"): BuildEvent => vertex(name, { error });
    const cases: Record<string, [event: BuildEvent, lines: number[]]> = {
      "in FROM": [looked("[internal] load metadata for docker.io/library/alpine:latest"), [4]],
      "with a variable": [looked("[linux/arm64 internal] load metadata for docker.io/library/node:99-slim"), [3]],
      "in COPY": [looked("[internal] load metadata for docker.io/library/web:latest"), [5]],
      "in COPY, as others call it": [looked("FROM docker.io/library/web:latest"), [5]],
      "in a mount": [looked("[internal] load metadata for docker.io/library/tool:1"), [6]],
      "of the builder itself": [looked("resolve image config for docker-image://docker.io/docker/dockerfile:9"), [1]],
      "of another file": [looked("[internal] load metadata for docker.io/library/tool:2"), []],
      "because another one was not": [
        looked("[internal] load metadata for docker.io/library/tool:1", "context canceled"),
        [],
      ],
    };
    const outlined = outline(parse(createDocument("file:///shop/Dockerfile", "dockerfile", 1, text)));
    const marksOf = (...events: BuildEvent[]): BuildMarks => {
      const marks = new BuildMarks(outlined.stages, outlined.syntaxLine);
      for (const it of events) marks.apply(it);
      return marks;
    };
    for (const [name, [event, lines]] of Object.entries(cases))
      test(name, () => {
        const marks = marksOf(event).marks();
        assert.deepEqual(
          marks.map(({ line, status }) => [line, status]),
          lines.map((it) => [it, "failed"]),
        );
        for (const it of marks) assert.match(failureText(it), /not found/);
      });

    test("goes when it is found after all, and when its line is edited", () => {
      const name = "[internal] load metadata for docker.io/library/alpine:latest";
      assert.deepEqual(marksOf(looked(name), looked(name, null)).marks(), []);
      const marks = marksOf(looked(name));
      marks.edit(0, 0, 1);
      assert.deepEqual(Object.keys(shown(marks)), ["5"]);
      marks.edit(5, 5, 0);
      assert.deepEqual(marks.marks(), []);
    });
  });

  test("tell why a step failed, with what it printed", () => {
    const marks = built(
      vertex("[base 2/2] RUN one"),
      { type: "log", vertex: "[base 2/2] RUN one", channel: "stderr", at: 1500, text: "no such file\n" },
      vertex("[base 2/2] RUN one", { completedAt: 2000, error: "executor failed running [sh]: exit code: 3" }),
    );
    const [mark] = marks.marks();
    assert.ok(mark);
    assert.equal(failureText(mark), "This step ended with exit code 3.\nno such file");
  });

  test("leave what was cut off unmarked when the build is over", () => {
    const marks = built(vertex("[base 1/2] FROM a", { completedAt: 1000 }), vertex("[base 2/2] RUN one"));
    marks.end();
    assert.deepEqual(shown(marks), { 0: "✓ 0.0 s" });
  });

  test("find a stage whatever its case, platform and the width of its numbers", () => {
    assert.deepEqual(shown(built(vertex("[linux/arm64 base  2/12] RUN one", { completedAt: 2000 }))), { 1: "✓ 1.0 s" });
  });

  test("a step that is not in the file, such as a trigger of the base image, gets none", () => {
    assert.deepEqual(shown(built(vertex("[base 2/2] COPY . /on/build"))), {});
  });

  test("the only stage may be named in its steps all the same", () => {
    const marks = new BuildMarks(stagesOf("FROM a\nRUN --mount=type=secret,id=t one\n"));
    marks.apply(vertex("[stage-0 2/2] RUN --mount=type=secret,id=t one", { completedAt: 1500 }));
    assert.deepEqual(shown(marks), { 1: "✓ 0.5 s" });
  });

  test("a file with one stage only has no stage names in its steps", () => {
    const marks = new BuildMarks(stagesOf("# a\n\nFROM a AS only\n"));
    marks.apply(vertex("[1/1] FROM docker.io/library/a", { completedAt: 1000 }));
    assert.deepEqual(shown(marks), { 2: "✓ 0.0 s" });
  });
});

suite("what two stages begin with alike", () => {
  const file = "FROM docker.io/library/a AS one\nRUN x\nRUN y\nFROM a:latest\nRUN x\nRUN z\nFROM a AS unused\nRUN q\n";
  const all = (first: string): Record<number, string> => {
    const marks = new BuildMarks(stagesOf(file));
    marks.apply(vertex(`[${first} 1/3] FROM docker.io/library/a`, { cached: true, completedAt: 1000 }));
    marks.apply(vertex(`[${first} 2/3] RUN x`, { completedAt: 3000 }));
    marks.apply(vertex("[one 3/3] RUN y", { completedAt: 1500 }));
    marks.apply(vertex("[stage-1 3/3] RUN z", { completedAt: 1500 }));
    marks.end();
    assert.deepEqual(
      marks.totals().map((it) => [it.line, it.steps, it.cached, it.seconds]),
      [
        [0, 3, 1, 2.5],
        [3, 3, 1, 2.5],
      ],
    );
    return shown(marks);
  };

  test("is shown in both, whichever the builder names; a stage that is not built has nothing", () => {
    const expected = { 0: "✓ cached", 1: "✓ 2.0 s", 2: "✓ 0.5 s", 3: "✓ cached", 4: "✓ 2.0 s", 5: "✓ 0.5 s" };
    assert.deepEqual(all("one"), expected);
    assert.deepEqual(all("stage-1"), expected);
  });

  test("a stage that is nothing but its image is shown when another begins with it", () => {
    const marks = new BuildMarks(stagesOf("FROM a AS certs\nFROM a\nCOPY --from=certs /x /\n"));
    marks.apply(vertex("[certs 1/1] FROM docker.io/library/a", { cached: true, completedAt: 1000 }));
    marks.apply(vertex("[stage-1 2/2] COPY --from=certs /x /", { completedAt: 1500 }));
    assert.deepEqual(shown(marks), { 0: "✓ cached", 1: "✓ cached", 2: "✓ 0.5 s" });
  });
});

suite("what each step added to the image", () => {
  const steps = () =>
    built(
      vertex("[base 2/2] RUN one", { completedAt: 2000 }),
      vertex("[stage-1 1/2] COPY . .", { cached: true, completedAt: 2000 }),
      vertex("[stage-1 2/2] RUN two", { completedAt: 2000 }),
    );
  const layers = [
    { createdBy: 'CMD ["x"]', size: 0 },
    { createdBy: "RUN /bin/sh -c two # buildkit", size: 0 },
    { createdBy: "COPY . . # buildkit", size: 2_500_000 },
    { createdBy: "ENV A=b", size: 0 },
    { createdBy: "RUN /bin/sh -c one # buildkit", size: 900 },
    { createdBy: "/bin/sh -c #(nop) ADD file:1 in / ", size: 7_000_000 },
  ];

  test("stands behind its time, through all stages that the image is made of", () => {
    const marks = steps();
    marks.measured(layers, null, 5);
    assert.deepEqual(shown(marks), { 1: "✓ 1.0 s · 900 B", 3: "✓ cached · 2.5 MB", 4: "✓ 1.0 s" });
  });

  test("is for the stage that was built", () => {
    const marks = steps();
    marks.measured(layers.slice(4), "BASE", 5);
    assert.deepEqual(shown(marks), { 1: "✓ 1.0 s · 900 B", 3: "✓ cached", 4: "✓ 1.0 s" });
  });

  test("is not guessed where the layers are not those of the file", () => {
    const marks = steps();
    marks.measured([{ createdBy: "COPY x y # buildkit", size: 5 }], null, 5);
    assert.deepEqual(shown(marks), { 1: "✓ 1.0 s", 3: "✓ cached", 4: "✓ 1.0 s" });
  });
});

suite("marks of a file that is edited", () => {
  const all = () =>
    built(
      vertex("[base 2/2] RUN one", { completedAt: 2000 }),
      vertex("[stage-1 1/2] COPY . .", { completedAt: 2000 }),
      vertex("[stage-1 2/2] RUN two", { completedAt: 2000 }),
    );
  const linesOf = (marks: BuildMarks): number[] => marks.marks().map((it) => it.line);

  test("follow their instructions when lines come or go above", () => {
    const marks = all();
    marks.edit(2, 2, 2);
    assert.deepEqual(linesOf(marks), [1, 5, 6]);
    marks.edit(2, 4, 0);
    assert.deepEqual(linesOf(marks), [1, 3, 4]);
  });

  test("go when their instruction is touched, on any of its lines", () => {
    const marks = all();
    marks.edit(5, 5, 0);
    assert.deepEqual(linesOf(marks), [1, 3]);
  });
});

suite("what is said of a build when it is over", () => {
  const chain = "RUN two && three";
  const failing = (output: string): BuildMarks =>
    built(
      vertex(`[stage-1 2/2] ${chain}`),
      { type: "log", vertex: `[stage-1 2/2] ${chain}`, channel: "stderr", at: 1500, text: output },
      vertex(`[stage-1 2/2] ${chain}`, { completedAt: 2000, error: "exit code: 127" }),
    );

  test("the line of the failure, which follows its instruction when lines come above", () => {
    const marks = failing("/bin/sh: three: not found\n");
    assert.equal(marks.marks()[0]?.failedLine, 5);
    marks.edit(0, 0, 3);
    assert.equal(marks.marks()[0]?.failedLine, 8);
  });

  test("a line of output that comes in pieces is one", () => {
    const name = `[stage-1 2/2] ${chain}`;
    const piece = (channel: "stdout" | "stderr", text: string): BuildEvent => {
      return { type: "log", vertex: name, channel, at: 1500, text };
    };
    const marks = built(
      vertex(name),
      piece("stderr", "/bin/sh: "),
      piece("stdout", "two\nmore"),
      piece("stderr", "three: not found\n"),
      vertex(name, { completedAt: 2000, error: "exit code: 127" }),
    );
    assert.deepEqual(marks.marks()[0]?.output, ["two", "/bin/sh: three: not found", "more"]);
    assert.equal(marks.marks()[0]?.failedLine, 5);
  });

  test("no line where the output does not tell", () => {
    assert.equal(failing("oh no\n").marks()[0]?.failedLine, null);
  });

  test("why the first step ran, behind its time", () => {
    const marks = built(vertex("[stage-1 1/2] COPY . .", { completedAt: 2000 }));
    const [step] = marks.marks();
    assert.ok(step);
    const digest = "[stage-1 1/2] COPY . .";
    marks.explained([
      {
        step: { ...stepBase, digest, stage: "stage-1", index: 1, instruction: "COPY . ." },
        cause: { kind: "files", files: [{ path: "package.json", change: "changed" }] },
      },
    ]);
    assert.deepEqual(shown(marks), { 3: "✓ 1.0 s · package.json changed" });
  });

  test("the time, the cached share and the size of each stage that was built", () => {
    const marks = built(
      vertex("[base 1/2] FROM a", { cached: true, completedAt: 1000 }),
      vertex("[base 2/2] RUN one", { completedAt: 4400 }),
    );
    const base = { createdBy: "/bin/sh -c #(nop) ADD file:1 in /", size: 3_000_000 };
    marks.measured([{ createdBy: "RUN /bin/sh -c one # buildkit", size: 2_000_000 }, base], "base", 4.1);
    assert.deepEqual(marks.totals(), [], "not before it is over: what is not announced yet would be missing");
    marks.end();
    assert.deepEqual(
      marks.totals().map((it) => [it.line, ...totalTexts(it)]),
      [[0, "3.4 s · 1 of 2 steps cached · 2.0 MB", "whole image: 4.1 s · 5.0 MB"]],
    );
    marks.edit(0, 0, 1);
    assert.equal(marks.totals()[0]?.line, 0, "typing in the line of FROM leaves it where it is");
  });

  test("what the builder remarks on lines, until they are edited", () => {
    const remark = {
      type: "warning",
      vertex: "v",
      text: "StageNameCasing: use lower case",
      line: 3,
      endLine: 3,
    } as const;
    const marks = built(remark, remark);
    assert.deepEqual(marks.remarks(), [{ line: 2, endLine: 2, text: "StageNameCasing: use lower case" }]);
    marks.edit(2, 2, 0);
    assert.deepEqual(marks.remarks(), []);
  });

  test("all that a step printed, not only its end", () => {
    const name = "[base 2/2] RUN one";
    const marks = built(vertex(name));
    for (let i = 0; i < 500; i++)
      marks.apply({ type: "log", vertex: name, channel: "stdout", at: 1, text: `line ${i}\n` });
    assert.equal(marks.log(name)?.lines.length, 500);
    assert.equal(marks.marks()[0]?.output.length, 20);
    assert.equal(marks.log("no such step"), null);
  });
});

const stepBase = {
  name: "",
  count: 2,
  status: "done",
  startedAt: 1000,
  completedAt: 2000,
  error: null,
} as const;
