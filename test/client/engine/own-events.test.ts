import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { EngineEvent } from "../../../client/src/engine/api/system.ts";
import { OwnEvents } from "../../../client/src/engine/own-events.ts";

const event = (id: string): EngineEvent => ({ kind: "network", action: "create", id, timeNano: "0" });

suite("our own events among those of the engine", () => {
  test("come while the engine is silent", async () => {
    const own = new OwnEvents();
    let speak = (_: string): void => {};
    const spoken = new Promise<string>((resolve) => {
      speak = resolve;
    });
    const events = own.among(
      (async function* () {
        yield event(await spoken);
      })(),
    );
    const first = events.next();
    own.tell(event("ours"));
    assert.deepEqual((await first).value, event("ours"));
    speak("theirs");
    assert.deepEqual((await events.next()).value, event("theirs"));
    assert.equal((await events.next()).done, true);
  });

  test("none is lost that comes between two questions", async () => {
    const own = new OwnEvents();
    const events = own.among(
      (async function* () {
        yield event("1");
        yield event("2");
      })(),
    );
    const seen = [(await events.next()).value?.id];
    own.tell(event("ours"));
    for await (const { id } of events) seen.push(id);
    assert.deepEqual(seen.sort(), ["1", "2", "ours"]);
  });

  test("a stream that breaks breaks them too", async () => {
    const broken = new OwnEvents().among(
      // biome-ignore lint/correctness/useYield: it throws before there is anything to yield.
      (async function* (): AsyncGenerator<EngineEvent, void> {
        throw new Error("cut");
      })(),
    );
    await assert.rejects(broken.next(), { message: "cut" });
  });
});
