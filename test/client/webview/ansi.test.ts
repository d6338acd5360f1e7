import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { plainText, spansOf } from "../../../client/webview/ansi.ts";

const E = "\u001b";
const outline = (line: string): string[] =>
  spansOf(line).map(({ text, style }) => {
    const marks = Object.entries(style).filter(([, value]) => value !== null && value !== false);
    return [text, ...marks.map(([name, value]) => (value === true ? name : `${name}=${value}`))].join(" ");
  });

suite("colours in logs", () => {
  test("the sixteen of the theme", () => {
    assert.deepEqual(outline(`a${E}[31mred${E}[0m${E}[92;41mb`), ["a", "red colour=1", "b colour=10 background=1"]);
  });
  test("styles, and their ends", () => {
    assert.deepEqual(outline(`${E}[1;4mx${E}[22my${E}[mz`), ["x bold underline", "y underline", "z"]);
  });
  test("256 colours and true ones", () => {
    assert.deepEqual(outline(`${E}[38;5;208ma${E}[48;2;1;2;300mb${E}[38;5;9mc`), [
      "a colour=#ff8700",
      "b colour=#ff8700 background=#0102ff",
      "c colour=9 background=#0102ff",
    ]);
  });
  test("all that is no colour is left out", () => {
    const line = `${E}]0;title\u0007a${E}[2Jb${E}[1;1Hc${E}]8;;http://x${E}\\d\u0007\u0008${E}`;
    assert.equal(plainText(line), "abcd");
    assert.deepEqual(outline(line), ["a", "b", "c", "d"]);
  });
  test("markup is text", () => {
    assert.deepEqual(outline("<img src=x onerror=alert(1)>"), ["<img src=x onerror=alert(1)>"]);
  });
  test("grows with the line only", () => {
    const start = performance.now();
    for (const line of [`${E}[`.repeat(50_000), `${E}]`.repeat(50_000), `${E}[${";".repeat(100_000)}m`]) spansOf(line);
    assert.ok(performance.now() - start < 2000);
  });
});
