import assert from "node:assert/strict";
import { test } from "node:test";
import { age } from "../../../server/src/images/age.ts";

test("an age is in the unit that its reader would take", () => {
  const now = 1_800_000_000;
  const after = (days: number): string => age(now - days * 86_400, now * 1000);
  assert.deepEqual([-1, 0, 0.9, 1, 1.9, 2, 59].map(after), [
    ...["today", "today", "today", "yesterday", "yesterday", "2 days ago", "59 days ago"],
  ]);
  assert.deepEqual([60, 365, 729, 730, 1100].map(after), [
    ...["2 months ago", "12 months ago", "24 months ago", "2 years ago", "3 years ago"],
  ]);
});
