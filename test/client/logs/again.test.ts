import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { EngineStatus, StoreChange } from "../../../client/src/engine/store.ts";
import { changesOf } from "../../../client/src/logs/again.ts";
import { CONNECTED, container } from "../../support/engine-objects.ts";

suite("logs that have ended are asked for again", () => {
  function stored() {
    const listeners = new Set<(change: StoreChange) => void>();
    const state = {
      status: CONNECTED as EngineStatus,
      containers: new Map([["1", container({ name: "web", state: "exited" })]]),
    };
    const store = {
      get status() {
        return state.status;
      },
      containers: state.containers,
      onDidChange(listener: (change: StoreChange) => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    const change = { kind: "container" } as unknown as StoreChange; // Nobody looks at it.
    const happens = (): void => {
      for (const it of listeners) it(change);
    };
    return { state, store, listeners, happens };
  }
  /** Whether it has been resolved by now. */
  const isDone = async (promise: Promise<void>): Promise<boolean> =>
    Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);

  test("when something has happened to the container, not when nothing has", async () => {
    const { state, store, listeners, happens } = stored();
    const wait = changesOf(store, "1")(new AbortController().signal);
    happens();
    assert.equal(await isDone(wait), false);
    state.containers.set("1", container({ name: "web", state: "exited", status: "Exited (1)" }));
    happens();
    assert.equal(await isDone(wait), true);
    assert.equal(listeners.size, 0);
  });

  test("when it runs, though it is the same as before", async () => {
    const { state, store, happens } = stored();
    state.containers.set("1", container({ name: "web" }));
    const wait = changesOf(store, "1")(new AbortController().signal);
    happens();
    assert.equal(await isDone(wait), true);
  });

  test("not while the engine is away", async () => {
    const { state, store, happens } = stored();
    const wait = changesOf(store, "1")(new AbortController().signal);
    state.status = { kind: "connecting", address: "unix:///e.sock" };
    state.containers.set("1", container({ name: "web" }));
    happens();
    assert.equal(await isDone(wait), false);
    state.status = CONNECTED;
    happens();
    assert.equal(await isDone(wait), true);
  });

  test("never once nobody looks", async () => {
    const { store, listeners } = stored();
    const over = new AbortController();
    const wait = changesOf(store, "1")(over.signal);
    over.abort(new Error("closed"));
    await assert.rejects(wait, /closed/);
    assert.equal(listeners.size, 0);
  });
});
