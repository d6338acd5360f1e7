import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { Farewell } from "../../client/src/farewell.ts";

suite("what is owed at the end", () => {
  test("is done once: when it is due, or at the end of the window", async () => {
    const done: string[] = [];
    const farewell = new Farewell();
    const first = farewell.owe(async () => void done.push("first"));
    farewell.owe(async () => void done.push("second"));
    await first();
    await first();
    assert.deepEqual(done, ["first"]);
    await farewell.payAll();
    await farewell.payAll();
    assert.deepEqual(done, ["first", "second"]);
  });

  test("one that fails keeps no other from being done", async () => {
    const done: string[] = [];
    const farewell = new Farewell();
    farewell.owe(() => Promise.reject(new Error("gone")));
    farewell.owe(async () => void done.push("second"));
    await farewell.payAll();
    assert.deepEqual(done, ["second"]);
  });

  test("what the tasks need is there until they are done", async () => {
    const done: string[] = [];
    const farewell = new Farewell();
    farewell.needs({ dispose: () => void done.push("engines closed") });
    farewell.owe(async () => {
      await new Promise(setImmediate);
      done.push("container removed");
    });
    await farewell.payAll();
    assert.deepEqual(done, ["container removed", "engines closed"]);
  });
});
