import assert from "node:assert/strict";
import { test } from "node:test";
import { lint, only } from "../../support/lint.ts";

test("invalid-env-line says what is wrong with a line of .env", () => {
  const text = "MY NAME=1\nB%=3\n=4\n: 5\n- x\nC='open\n";
  const found = lint(text, only("invalid-env-line"), "env").map((it) => it.message);
  assert.deepEqual(found, ["blank", "name", "missing", "missing", "blank", "quote"]);
});
