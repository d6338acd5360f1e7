import assert from "node:assert/strict";
import { afterEach, suite, test } from "node:test";
import type { Discovery, KnownEngine } from "../../../client/src/engine/discover.ts";
import { Engines } from "../../../client/src/engine/engines.ts";
import { EngineError } from "../../../client/src/engine/errors.ts";

const known = (id: string, url = `unix:///${id}.sock`): KnownEngine => ({
  id,
  name: id,
  url,
  source: "context",
  context: id,
  address: async () => ({ url, tls: null }),
});

const opened = new Set<Engines>();

/** A machine without engines: which of them are known, and what is tried. */
function machine(...engines: readonly KnownEngine[]) {
  const state = {
    found: { engines, preferred: engines[0]?.id ?? "" } as Discovery,
    remembered: new Map<string, string>(),
    tried: [] as string[],
    looks: 0,
  };
  const open = () => {
    const engines = new Engines({
      discover: async () => {
        state.looks++;
        return state.found;
      },
      connect: async ({ url }) => {
        state.tried.push(url);
        throw new EngineError("stopped", "nobody is there");
      },
      memory: {
        get: (key) => state.remembered.get(key) ?? null,
        set: (key, value) => state.remembered.set(key, value),
      },
      watch: () => () => {},
      timing: { firstRetry: 60_000, lastRetry: 60_000 },
    });
    opened.add(engines);
    return engines;
  };
  return { state, open };
}

const ids = (engines: Engines): string[] => engines.opened.map((it) => it.id);

suite("engines side by side", () => {
  afterEach(() => {
    for (const it of opened) it.dispose();
    opened.clear();
  });
  test("nothing is looked for before it is asked for, and only the current one is connected to", async () => {
    const { state, open } = machine(known("a"), known("b", "tcp://far:2376"));
    const engines = open();
    assert.equal(state.looks, 0);
    engines.current();
    await engines.ready();
    await new Promise(setImmediate);
    assert.deepEqual(ids(engines), ["a"]);
    assert.deepEqual(state.tried, ["unix:///a.sock"]);
  });
  test("one that is connected stays so beside the current one, in this workspace and after a restart", async () => {
    const { open } = machine(known("a"), known("b"));
    const engines = open();
    await engines.ready();
    engines.connect("b");
    engines.connect("b");
    assert.deepEqual(ids(engines), ["a", "b"]);
    engines.dispose();
    const again = open();
    await again.ready();
    assert.deepEqual(ids(again), ["a", "b"]);
    again.disconnect("b");
    assert.deepEqual(ids(again), ["a"]);
  });
  test("the current one is chosen per workspace; the one before is closed, and who holds the current store sees the next", async () => {
    const { open } = machine(known("a"), known("b"));
    const engines = open();
    const current = engines.current();
    await engines.ready();
    let told = 0;
    current.onDidChange(() => told++);
    engines.use("b");
    assert.equal(current.id, "b");
    assert.ok(told > 0);
    assert.deepEqual(ids(engines), ["b"]);
    assert.deepEqual(
      engines.known.map((it) => it.id),
      ["b", "a"],
    );
  });
  test("where several are connected, the one that was current stays connected", async () => {
    const { open } = machine(known("a"), known("b"));
    const engines = open();
    await engines.ready();
    engines.connect("b");
    engines.use("b");
    assert.deepEqual(ids(engines), ["b", "a"]);
    engines.use("a");
    engines.disconnect("b");
    assert.deepEqual(ids(engines), ["a"]);
  });
  test("without a choice it follows docker's own; a choice holds; choosing docker's own follows again", async () => {
    const { state, open } = machine(known("a"), known("b"), known("c"));
    const engines = open();
    await engines.ready();
    const follow = async (preferred: string) => {
      state.found = { ...state.found, preferred };
      await engines.refresh();
      return engines.currentId;
    };
    assert.equal(await follow("b"), "b");
    engines.use("c");
    assert.equal(await follow("a"), "c");
    engines.use("a");
    assert.equal(await follow("b"), "b");
    assert.deepEqual(ids(engines), ["b"]);
  });
  test("an address that changes opens the store anew, once; an engine that goes is closed", async () => {
    const { state, open } = machine(known("a"), known("b"));
    const engines = open();
    await engines.ready();
    engines.connect("b");
    const [before] = engines.opened;
    state.found = { ...state.found, engines: [known("a", "unix:///moved.sock")] };
    await Promise.all([engines.refresh(), engines.refresh(), engines.refresh()]);
    assert.deepEqual(ids(engines), ["a"]);
    assert.notEqual(engines.opened[0], before);
    assert.equal(engines.opened[0]?.status.address, "unix:///moved.sock");
    assert.throws(() => engines.store("b"), /not connected/);
  });
  test("looking again without news tells nobody", async () => {
    const { open } = machine(known("a"));
    const engines = open();
    await engines.ready();
    await new Promise((resolve) => setTimeout(resolve, 20));
    let told = 0;
    engines.onDidChange(() => told++);
    await engines.refresh();
    assert.equal(told, 0);
  });
});
