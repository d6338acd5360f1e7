import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { buildLog } from "../../../client/src/build/log.ts";
import { NO_PICTURE, withEvent } from "../../../client/src/build/progress.ts";
import { sanitise } from "../../../client/src/build/sanitise.ts";
import type { BuildEvent, BuildVertex } from "../../../client/src/engine/api/builds.ts";

const vertex = (name: string, fields: Partial<BuildVertex> = {}): BuildEvent => ({
  type: "vertex",
  vertex: { digest: name, name, cached: false, startedAt: null, completedAt: null, error: null, ...fields },
});
const log = (name: string, text: string, at = 1000): BuildEvent => ({
  type: "log",
  vertex: name,
  channel: "stdout",
  text,
  at,
});
const pictureOf = (...events: BuildEvent[]) => events.reduce(withEvent, NO_PICTURE);

suite("the picture of a build", () => {
  test("steps by stage and index, without the builder's own doings", () => {
    const picture = pictureOf(
      vertex("[internal] load build definition from Dockerfile", { startedAt: 1, completedAt: 2 }),
      vertex("copy /context /", { startedAt: 1 }),
      vertex("[stage-1 2/2] COPY --from=build /a /a"),
      vertex("[build 1/2] FROM a"),
      vertex("[stage-1 1/2] FROM b"),
      vertex("[build 2/2] RUN make\nmore"),
      vertex("exporting to image", { startedAt: 3 }),
    );
    assert.deepEqual(
      picture.steps.map((it) => [it.stage, it.index, it.instruction]),
      [
        ["build", 1, "FROM a"],
        ["build", 2, "RUN make\nmore"],
        ["stage-1", 1, "FROM b"],
        ["stage-1", 2, "COPY --from=build /a /a"],
      ],
    );
    assert.deepEqual([picture.completed, picture.total, picture.current], [0, 4, null]);
  });
  test("waiting, running, done, cached, failed, cancelled", () => {
    const status = (fields: Partial<BuildVertex>) => pictureOf(vertex("[1/1] RUN a", fields)).steps[0]?.status;
    assert.equal(status({}), "waiting");
    assert.equal(status({ startedAt: 1 }), "running");
    assert.equal(status({ startedAt: 1, completedAt: 2 }), "done");
    assert.equal(status({ startedAt: 1, completedAt: 2, cached: true }), "cached");
    assert.equal(status({ startedAt: 1, completedAt: 2, error: "exit code: 1" }), "failed");
    assert.equal(status({ startedAt: 1, completedAt: 2, error: "context canceled" }), "cancelled");
  });
  test("how far it is, and what runs now", () => {
    const picture = pictureOf(
      vertex("[1/4] FROM a", { startedAt: 1, completedAt: 2, cached: true }),
      vertex("[2/4] RUN b", { startedAt: 3, completedAt: 4 }),
      vertex("[3/4] RUN c", { startedAt: 5 }),
    );
    assert.deepEqual([picture.completed, picture.total, picture.current?.instruction], [2, 4, "RUN c"]);
  });
  test("a step that is taken up again keeps what it was", () => {
    const [step] = pictureOf(
      vertex("[1/1] RUN a", { startedAt: 1, completedAt: 9 }),
      vertex("[1/1] RUN a", { startedAt: 20, completedAt: 20, cached: true }),
    ).steps;
    assert.deepEqual([step?.status, step?.startedAt, step?.completedAt], ["done", 1, 9]);
  });
  test("the image is known at the end", () => {
    assert.equal(pictureOf({ type: "done", imageId: "sha256:1" }).imageId, "sha256:1");
  });
});

suite("the log of a build", () => {
  const linesOf = (...events: BuildEvent[]) => {
    const lines = buildLog();
    return events.flatMap((it) => lines.lines(it)).map(stripVTControlCharacters);
  };
  test("like BuildKit's own", () => {
    assert.deepEqual(
      linesOf(
        vertex("[1/2] FROM a"),
        vertex("[1/2] FROM a", { startedAt: 0, completedAt: 0, cached: true }),
        vertex("[2/2] RUN make", { startedAt: 1000 }),
        log("[2/2] RUN make", "hel", 1200),
        log("[2/2] RUN make", "lo\nworld\nno end", 1312),
        vertex("[2/2] RUN make", { startedAt: 1000, completedAt: 1400 }),
        { type: "done", imageId: null },
      ),
      [
        "#1 [1/2] FROM a",
        "#1 CACHED",
        "",
        "#2 [2/2] RUN make",
        "#2 0.312 hello",
        "#2 0.312 world",
        "#2 0.400 no end",
        "#2 DONE 0.4s",
      ],
    );
  });
  test("steps side by side name themselves when they take turns", () => {
    assert.deepEqual(
      linesOf(
        vertex("a", { startedAt: 0 }),
        vertex("b", { startedAt: 0 }),
        log("a", "1\n"),
        log("a", "2\n"),
        log("b", "3\n"),
      ),
      ["#1 a", "", "#2 b", "", "#1 ...", "#1 1.000 1", "#1 1.000 2", "", "#2 ...", "#2 1.000 3"],
    );
  });
  test("a failure, a warning, and a status only once", () => {
    const status: BuildEvent = { type: "status", vertex: "a", id: "exporting layers", current: 0, total: 0 };
    assert.deepEqual(
      linesOf(
        vertex("a", { startedAt: 0 }),
        status,
        status,
        { type: "warning", vertex: "a", text: "old", line: 3, endLine: null },
        vertex("a", { startedAt: 0, completedAt: 1, error: "exit code: 3" }),
      ),
      ["#1 a", "#1 exporting layers", "#1 WARNING: old (line 3)", "#1 ERROR: exit code: 3"],
    );
  });
  test("a progress bar leaves its last state, and no line grows without end", () => {
    assert.deepEqual(linesOf(vertex("a", { startedAt: 1000 }), log("a", "10%\r50%\r100%\n")).at(-1), "#1 0.000 100%");
    const bar = Array.from({ length: 1000 }, () => log("a", `${"x".repeat(100)}\r`));
    assert.equal(linesOf(vertex("a", { startedAt: 0 }), ...bar).length, 1);
    const endless = Array.from({ length: 1000 }, () => log("a", "x".repeat(100)));
    assert.ok(linesOf(vertex("a", { startedAt: 0 }), ...endless).length > 5);
  });
});

suite("output that is not ours", () => {
  const cases: readonly (readonly [name: string, from: string, to: string])[] = [
    ["colours stay, and end with the line", "\u001b[1;31mred", "\u001b[1;31mred\u001b[0m"],
    ["a colour that is ended already", "\u001b[31mred\u001b[0m", "\u001b[31mred\u001b[0m"],
    ["cursor movements", "a\u001b[2J\u001b[1;1Hb\u001b[?25lc\u001b[10Ad", "abcd"],
    ["titles, links and clipboard", "a\u001b]0;title\u0007b\u001b]8;;http://x\u001b\\c\u001b]52;c;AA==\u0007d", "abcd"],
    ["a sequence without an end", "a\u001b]0;rest of line", "a"],
    ["device control", "a\u001bP+q\u001b\\b\u001bcc\u001b(0d", "abcd"],
    ["control characters but tab", "a\u0007\u0008\tb\u0000\u009b31m", "a\tb31m"],
    ["what a carriage return wrote over", "old\rnew\r", "new"],
    ["plain text", "grüße 😀", "grüße 😀"],
  ];
  for (const [name, from, to] of cases) test(name, () => assert.equal(sanitise(from), to));
});
