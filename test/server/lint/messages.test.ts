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

test("who runs a command as somebody else by sudo is told of USER", () => {
  const messages = lint("FROM a:1\nRUN sudo -u app id\nRUN sudo -Eu app id\nRUN sudo -E id\n", only("no-sudo")).map(
    messageOf,
  );
  const other = "Set `USER` above this `RUN` instead of running it with `sudo -u`.";
  assert.deepEqual(messages.slice(0, 2), [other, other]);
  assert.notEqual(messages[2], other);
});
