import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { LineQueue } from "../../../client/src/logs/line-queue.ts";
import { LineReader, type LogLine } from "../../../client/src/logs/line-reader.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const out = (text: string) => ({ channel: "stdout" as const, bytes: bytes(text) });
const line = (text: string, time = "", source = 0): LogLine => ({ source, isError: false, time, text });

suite("lines of what a container prints", () => {
  test("with the engine's time, whatever the chunks", () => {
    const reader = new LineReader(3);
    assert.deepEqual(reader.take(out("2026-01-02T03:04:05.1Z one\n2026-01-02T03:04:")), [
      { source: 3, isError: false, time: "2026-01-02T03:04:05.1Z", text: "one" },
    ]);
    assert.deepEqual(reader.take(out("06.2Z two words\r\n"))[0]?.text, "two words");
  });

  test("stdout and stderr are told apart, in the middle of a line too", () => {
    const reader = new LineReader(0);
    assert.deepEqual(reader.take(out("half ")), []);
    assert.equal(reader.take({ channel: "stderr", bytes: bytes("bad\n") })[0]?.isError, true);
    assert.equal(reader.take(out("line\n"))[0]?.text, "half line");
  });

  test("a character may be split over two chunks", () => {
    const [a, b] = [bytes("ñ\n").slice(0, 1), bytes("ñ\n").slice(1)];
    const reader = new LineReader(0);
    reader.take({ channel: "stdout", bytes: a });
    assert.equal(reader.take({ channel: "stdout", bytes: b })[0]?.text, "ñ");
  });

  test("a last line without an end", () => {
    const reader = new LineReader(0);
    reader.take(out("no end"));
    assert.deepEqual(
      reader.end().map((it) => it.text),
      ["no end"],
    );
  });

  test("of a line that was redrawn, what a terminal shows", () => {
    assert.equal(new LineReader(0).take(out("10%\r50%\r100%\n"))[0]?.text, "100%");
  });

  test("a line that never ends does not fill the memory", () => {
    const reader = new LineReader(0);
    for (let i = 0; i < 1000; i++) reader.take(out("x".repeat(10_000)));
    assert.ok((reader.end()[0]?.text.length ?? 0) <= 16_000);
  });
});

suite("lines on their way", () => {
  test("the newest stay, the others are counted", () => {
    const queue = new LineQueue(3);
    queue.add(["1", "2", "3", "4", "5"].map((it) => line(it)));
    const { lines, dropped } = queue.take();
    assert.deepEqual(
      lines.map((it) => it.text),
      ["3", "4", "5"],
    );
    assert.equal(dropped, 2);
    assert.ok(queue.isEmpty);
  });

  test("of several containers, in the order of their times", () => {
    const queue = new LineQueue(10);
    queue.add([line("b", "2026-01-01T00:00:02Z", 0), line("a", "2026-01-01T00:00:01Z", 1)]);
    assert.deepEqual(
      queue.take().lines.map((it) => it.text),
      ["a", "b"],
    );
  });

  test("a million lines at once take a moment, not the memory", () => {
    const queue = new LineQueue(10_000);
    const start = performance.now();
    for (let i = 0; i < 1000; i++) queue.add(Array.from({ length: 1000 }, (_, at) => line(`${i} ${at}`)));
    assert.equal(queue.take().lines.length, 10_000);
    assert.ok(performance.now() - start < 3000);
  });
});
