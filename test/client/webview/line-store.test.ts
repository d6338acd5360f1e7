import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { LineStore } from "../../../client/webview/line-store.ts";

const ALL = { channel: "all", search: "", matchCase: false, onlyMatches: false } as const;
const line = (text: string, isError = false) => ({ source: 0, isError, time: "", text });
const shown = (store: LineStore): string[] => store.visible.map((it) => it.text);

suite("the lines of a page", () => {
  test("one channel, or both", () => {
    const store = new LineStore(100);
    store.add([line("a"), line("b", true)]);
    store.show({ ...ALL, channel: "stderr" });
    store.add([line("c"), line("d", true)]);
    assert.deepEqual(shown(store), ["b", "d"]);
    store.show(ALL);
    assert.deepEqual(shown(store), ["a", "b", "c", "d"]);
  });

  test("a search finds words under their colours, and filters when asked to", () => {
    const store = new LineStore(100);
    store.add([line("an \u001b[31mErr\u001b[0mor"), line("fine"), line("ERROR")]);
    store.show({ ...ALL, search: "error" });
    assert.deepEqual(store.matches(), [0, 2]);
    store.show({ ...ALL, search: "Error", matchCase: true, onlyMatches: true });
    assert.equal(shown(store).length, 1);
  });

  test("remarks stay in every filter", () => {
    const store = new LineStore(100);
    store.add([line("x")]);
    store.add([line("stopped")], true);
    store.show({ ...ALL, search: "nothing", onlyMatches: true });
    assert.deepEqual(shown(store), ["stopped"]);
  });

  test("50,000 lines a second for a while: as many are kept as may be, quickly", () => {
    const store = new LineStore(50_000);
    store.show({ ...ALL, search: "7", onlyMatches: true });
    const start = performance.now();
    let gone = 0;
    for (let batch = 0; batch < 100; batch++)
      gone += store.add(Array.from({ length: 5000 }, (_, at) => line(`line ${batch} ${at}`)));
    assert.ok(store.all.length <= 55_000);
    assert.ok(store.visible.length <= store.all.length);
    assert.ok(gone > 0);
    assert.ok((store.visible[0]?.number ?? 0) >= (store.all[0]?.number ?? 1));
    assert.ok(performance.now() - start < 5000);
  });
});
