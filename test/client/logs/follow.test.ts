import assert from "node:assert/strict";
import { test } from "node:test";
import { latest } from "../../../client/src/logs/follow.ts";

test("what is asked for again begins at the newest line, also when an older one of the other stream came last", () => {
  const line = (time: string, text: string, isError = false) => ({ source: 0, isError, time, text });
  const first = latest({ time: "", texts: new Set() }, [
    line("2026-11-21T08:00:00.000000002Z", "last"),
    line("2026-11-21T08:00:00.000000001Z", "oops", true),
    line("", "without a time"),
  ]);
  assert.deepEqual(first, { time: "2026-11-21T08:00:00.000000002Z", texts: new Set(["last"]) });
  assert.equal(latest(first, [line("2026-11-21T08:00:00.000000001Z", "oops", true)]).time, first.time);
});
