import assert from "node:assert/strict";
import { suite, test } from "node:test";
import {
  type BuildRecord,
  parseHistory,
  previousOf,
  recordDocument,
  recordText,
  withBuild,
} from "../../../client/src/build/history.ts";
import { PLAIN_OPTIONS } from "../../../client/src/build/options.ts";

const record = (fields: Partial<BuildRecord> = {}): BuildRecord => ({
  dockerfile: "/shop/Dockerfile",
  options: { ...PLAIN_OPTIONS, tag: "shop:1", context: "/shop", buildArgs: { V: "1", NPM_TOKEN: "hush" } },
  startedAt: 1000,
  seconds: 12.34,
  outcome: "built",
  steps: [
    { name: "[1/2] FROM node", status: "cached", seconds: 0 },
    { name: "[2/2] RUN npm ci", status: "done", seconds: 12 },
  ],
  size: 120_000_000,
  ...fields,
});

suite("the history of builds", () => {
  test("is bounded, the newest first, and keeps no secret", () => {
    let history: BuildRecord[] = [];
    for (let i = 0; i < 150; i++) history = withBuild(history, record({ startedAt: i }));
    assert.deepEqual([history.length, history[0]?.startedAt], [100, 149]);
    assert.doesNotMatch(JSON.stringify(history), /hush/);
    assert.deepEqual(parseHistory(JSON.stringify(history)), history);
  });

  test("what is damaged is no history", () => {
    for (const gone of ["dockerfile", "startedAt", "steps"])
      assert.deepEqual(parseHistory(JSON.stringify([{ ...record(), [gone]: null }])), [], gone);
    for (const text of [null, "", "{", "null", '[null, 1, {"x": 1}]']) assert.deepEqual(parseHistory(text), []);
  });

  test("tells the time, the cached share and what became of the size", () => {
    const before = record({ startedAt: 1, size: 123_000_000 });
    const now = record({ startedAt: 3 });
    const other = record({ startedAt: 2, dockerfile: "/other/Dockerfile" });
    assert.equal(previousOf([now, other, before], now), before);
    assert.equal(previousOf([now, other, before], before), null);
    assert.equal(recordText(now, before), "12.3 s · 1 of 2 steps cached · 120 MB (−3.0 MB)");
    assert.equal(recordText(record({ outcome: "failed", size: null }), null), "failed · 12.3 s · 1 of 2 steps cached");
    assert.equal(recordText(record({ outcome: "failed", size: null, steps: [] }), null), "failed · 12.3 s");
    assert.equal(recordText(record(), record({ size: null })), "12.3 s · 1 of 2 steps cached · 120 MB");
    assert.equal(recordText(record(), record()), "12.3 s · 1 of 2 steps cached · 120 MB");
  });

  test("a build as a document to compare", () => {
    assert.match(
      recordDocument(record()),
      /tag: shop:1\n[\s\S]*arg V: 1\n[\s\S]*\[2\/2\] RUN npm ci {2}done 12\.0 s\n/,
    );
  });
});
