import assert from "node:assert/strict";
import { test } from "node:test";
import { messageOf } from "../../../server/src/lint/rule.ts";
import { lint, only } from "../../support/lint.ts";

test("a key that is there twice is named", () => {
  const [found] = lint("services:\n  a:\n    image: x:1\n    image: y:1\n", only("yaml-syntax"), "compose");
  assert.ok(found);
  assert.match(messageOf(found), /`image`/);
});

test("what has braces of its own is written out", () => {
  const messages = lint("FROM a:1\nUSER ${B\nWORKDIR ${C/d}\n", only("unsupported-modifier")).map(messageOf);
  assert.deepEqual(messages, [
    "The brace of `${B` is not closed: write `${B}`.",
    "The text that replaces `d` is missing: write `${C/d/…}`.",
  ]);
});
