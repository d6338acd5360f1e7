import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { wrapped } from "../../../client/src/terminal/wrap.ts";

suite("sentences in a terminal", () => {
  for (const [text, columns, lines] of [
    ["short", 80, ["short"]],
    ["one two three", 7, ["one two", "three"]],
    ["one two three", 8, ["one two", "three"]],
    ["a-word-longer-than-the-line and more", 8, ["a-word-longer-than-the-line", "and more"]],
    ["", 80, [""]],
  ] as const)
    test(`"${text}" on ${columns} columns`, () => assert.deepEqual(wrapped(text, columns).split("\r\n"), lines));
});
