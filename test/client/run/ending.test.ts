import assert from "node:assert/strict";
import { test } from "node:test";
import { endingOf, endingText } from "../../../client/src/run/ending.ts";

test("how a container ended: by its code, by the limit of its memory, or by the engine's words", () => {
  const said = (record: unknown): string => endingText(endingOf(record));
  assert.equal(said({ State: { ExitCode: 3, Error: "" } }), "exit code 3");
  assert.equal(said({ State: { ExitCode: 3, Error: "no such device" } }), "exit code 3: no such device");
  const killed = { State: { ExitCode: 137, OOMKilled: true } };
  assert.equal(said(killed), "exit code 137: out of memory");
  const limited = { ...killed, HostConfig: { Memory: 64_000_000 } };
  assert.equal(said(limited), "exit code 137: out of memory (its limit is 64 MB)");
  for (const odd of [null, {}, { State: null }, { State: { ExitCode: "3", Error: 5 } }])
    assert.deepEqual(endingOf(odd), { exitCode: 0, outOfMemory: false, memoryLimit: null, error: "" });
});
