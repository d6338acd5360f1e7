import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, suite, test } from "node:test";
import { CalmFindings } from "../../../client/src/editor/calm-findings.ts";

const URI = "file:///shop/compose.yaml";
const at = (line: number, message: string) => ({ message, range: { start: { line } } });

suite("findings while somebody types", () => {
  let rested = 0;
  let calm: CalmFindings;
  const shown = (...found: readonly { message: string; range: { start: { line: number } } }[]): string[] =>
    calm.shown(URI, found).map((it) => `${it.range.start.line} ${it.message}`);

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    rested = 0;
    calm = new CalmFindings(() => rested++);
  });
  afterEach(() => {
    calm.dispose();
    mock.timers.reset();
  });

  test("are shown at once when nobody does", () => {
    assert.deepEqual(shown(at(1, "a"), at(2, "b")), ["1 a", "2 b"]);
  });

  test("come when the typing rests, once", () => {
    calm.typed(URI, 3);
    assert.deepEqual(shown(at(3, "half")), []);
    mock.timers.tick(700);
    calm.typed(URI, 3);
    assert.deepEqual(shown(at(3, "half a")), []);
    mock.timers.tick(700);
    assert.equal(rested, 0);
    mock.timers.tick(700);
    assert.equal(rested, 1);
    assert.deepEqual(shown(at(3, "half a word")), ["3 half a word"]);
  });

  test("stay when they were there, wherever they move, and go at once when they are mended", () => {
    shown(at(1, "a"), at(5, "b"));
    calm.typed(URI, 2);
    assert.deepEqual(shown(at(1, "a"), at(6, "b")), ["1 a", "6 b"]);
    calm.typed(URI, 2);
    assert.deepEqual(shown(at(6, "b")), ["6 b"]);
    assert.deepEqual(shown(at(1, "a"), at(6, "b")), ["6 b"]);
  });

  test("are told from others that say the same", () => {
    shown(at(4, "no value"));
    calm.typed(URI, 2);
    assert.deepEqual(shown(at(2, "no value"), at(5, "no value")), ["5 no value"]);
  });

  test("of another document are not held back", () => {
    calm.typed("file:///shop/Dockerfile", 1);
    assert.deepEqual(shown(at(1, "a")), ["1 a"]);
  });

  test("of a document that was closed are forgotten", () => {
    calm.typed(URI, 1);
    calm.forget(URI);
    mock.timers.tick(5000);
    assert.equal(rested, 0);
    assert.deepEqual(shown(at(1, "a")), ["1 a"]);
  });
});
