import assert from "node:assert/strict";
import { test } from "node:test";
import { largestEntries } from "../../../server/src/shared/context/largest.ts";

test("a folder counts with all that is in it, the largest comes first, and what is empty is not named", () => {
  const file = (path: string, size: number) => ({ path, size, kind: "file" as const });
  const entries = [
    file("a.bin", 50),
    { path: "lib", size: 0, kind: "folder" as const },
    file("lib/x", 40),
    file("lib/deep/y", 30),
    file("small", 1),
    file("empty", 0),
  ];
  assert.deepEqual(largestEntries({ entries }, 2), [
    { path: "lib/", size: 70 },
    { path: "a.bin", size: 50 },
  ]);
  assert.deepEqual(
    largestEntries({ entries }, 9).map((it) => it.path),
    ["lib/", "a.bin", "small"],
  );
});
