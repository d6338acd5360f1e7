import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { BuildMarks } from "../../../client/src/build/build-marks.ts";
import { failureText, markText } from "../../../client/src/build/mark-text.ts";
import type { BuildEvent, BuildVertex } from "../../../client/src/engine/engine.ts";

/** FROM a AS base / RUN one / FROM base / COPY . . / RUN two \ (two lines) */
const STAGES = [
  {
    name: "base",
    base: null,
    steps: [
      { keyword: "FROM", line: 0, endLine: 0 },
      { keyword: "RUN", line: 1, endLine: 1 },
    ],
  },
  {
    name: null,
    base: 0,
    steps: [
      { keyword: "COPY", line: 3, endLine: 3 },
      { keyword: "RUN", line: 4, endLine: 5 },
    ],
  },
];
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
    assert.equal(shown(marks)[1], "● running 3 s   second");
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

  test("a file with one stage only has no stage names in its steps", () => {
    const marks = new BuildMarks([{ name: "only", base: null, steps: [{ keyword: "FROM", line: 2, endLine: 2 }] }]);
    marks.apply(vertex("[1/1] FROM docker.io/library/a", { completedAt: 1000 }));
    assert.deepEqual(shown(marks), { 2: "✓ 0.0 s" });
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
    marks.measured(layers, null);
    assert.deepEqual(shown(marks), { 1: "✓ 1.0 s · 900 B", 3: "✓ cached · 2.5 MB", 4: "✓ 1.0 s" });
  });

  test("is for the stage that was built", () => {
    const marks = steps();
    marks.measured(layers.slice(4), "BASE");
    assert.deepEqual(shown(marks), { 1: "✓ 1.0 s · 900 B", 3: "✓ cached", 4: "✓ 1.0 s" });
  });

  test("is not guessed where the layers are not those of the file", () => {
    const marks = steps();
    marks.measured([{ createdBy: "COPY x y # buildkit", size: 5 }], null);
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
