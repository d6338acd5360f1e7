import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { exitCodeMeaning, exitCodeOf } from "../../../client/src/engine/exit-code.ts";

suite("exit codes", () => {
  const statuses = {
    "Exited (137) 2 seconds ago": 137,
    "Exited (0) 3 weeks ago": 0,
    "Up 3 seconds (healthy)": null,
    Created: null,
  };
  for (const [status, code] of Object.entries(statuses)) test(status, () => assert.equal(exitCodeOf(status), code));

  test("the well-known ones have a meaning, a program's own has none", () => {
    for (const code of [125, 126, 127, 130, 134, 137, 139, 143]) assert.ok(exitCodeMeaning(code));
    for (const code of [0, 1, 42]) assert.equal(exitCodeMeaning(code), null);
  });
});
