import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Stats } from "../../../client/src/engine/api/details.ts";
import type { Engine } from "../../../client/src/engine/engine.ts";
import { LiveStats } from "../../../client/src/views/live-stats.ts";

const STATS: Stats = {
  ...{ at: 0, cpu: 1, memory: 2, memoryLimit: 0, received: 0, sent: 0, read: 0, written: 0, processes: 1 },
};
/** As often as a stream that has been told to end may take to do so. */
const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};
const measured = (...ids: string[]) => ids.map((containerId) => ({ engine: "e", containerId }));

suite("what containers use", () => {
  /** Streams of one measurement each, which go on until they are told to end. */
  function streams() {
    const opened: string[] = [];
    const running = new Set<string>();
    const engine = {
      async *stats(id: string, signal: AbortSignal) {
        const stream = `${id} ${opened.push(id)}`;
        running.add(stream);
        yield STATS;
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        running.delete(stream);
      },
    } as unknown as Engine; // Nothing else of it is used.
    return {
      opened,
      running,
      stats: new LiveStats(
        async () => engine,
        () => undefined,
      ),
    };
  }

  test("is measured once for each that is seen, and no longer", async () => {
    const { opened, running, stats } = streams();
    stats.follow(measured("a", "b"));
    stats.follow(measured("a", "b"));
    await turns();
    assert.deepEqual([stats.of("a"), stats.of("b"), stats.of("c")], [STATS, STATS, null]);
    stats.follow(measured("b"));
    assert.equal(stats.of("a"), null);
    await turns();
    assert.deepEqual([opened, [...running]], [["a", "b"], ["b 2"]]);
  });

  test("stays known when an older stream of the same container ends late", async () => {
    const { stats } = streams();
    stats.follow(measured("a"));
    await turns();
    stats.follow([]);
    stats.follow(measured("a"));
    await turns();
    assert.equal(stats.of("a"), STATS);
  });
});
