import assert from "node:assert/strict";
import { test } from "node:test";
import type { Engine } from "../../../client/src/engine/engine.ts";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { startDetached } from "../../../client/src/run/launch.ts";

test("a container that does not start is removed with its volumes, and why it did not is told, whatever else fails", async () => {
  const removed: unknown[] = [];
  const engine: Pick<Engine, "create" | "start" | "remove"> = {
    create: async () => "1",
    start: () => Promise.reject(new EngineError("invalid", "the port is taken")),
    remove: (...asked) => {
      removed.push(asked);
      return Promise.reject(new EngineError("lost", "the engine went away"));
    },
  };
  const starting = startDetached(
    engine as Engine, // It asks for no more.
    { image: "web", interactive: false },
  );
  await assert.rejects(starting, /the port is taken/);
  assert.deepEqual(removed, [["1", { force: true, volumes: true }]]);
});
