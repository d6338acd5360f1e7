import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { compareNames } from "../../../client/src/views/compare-names.ts";

suite("names in their order", () => {
  for (const names of [
    ["web", "web-1", "web-2", "web-10", "web-10-a", "web-11"],
    ["c0", "c9", "c10", "c99", "c100"],
    ["node:8", "node:18", "node:18-alpine", "node:20"],
    ["a1.9", "a1.10", "a2"],
  ])
    test(names.join(" "), () => assert.deepEqual([...names].reverse().sort(compareNames), names));
});
