import assert from "node:assert/strict";
import { mock, suite, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { Announcer } from "../../../client/src/engine/announcer.ts";
import { Backoff } from "../../../client/src/engine/backoff.ts";
import { type Fetched, Kindred } from "../../../client/src/engine/kindred.ts";
import type { StoreChange } from "../../../client/src/engine/store.ts";

interface Thing {
  readonly id: string;
  readonly name: string;
}

/** A kind whose questions are answered by hand. */
function kind() {
  const questions: { ids: readonly string[]; answer(them: Record<string, string | null>): Promise<void> }[] = [];
  const changes: [string, boolean][] = [];
  const things = new Kindred<Thing>({
    keyOf: (it) => it.id,
    nameOf: (it) => it.name,
    same: isDeepStrictEqual,
    fetch: (ids) =>
      new Promise<Fetched<Thing>>((resolve) => {
        questions.push({
          ids,
          async answer(them) {
            resolve(new Map(Object.entries(them).map(([id, name]) => [id, name === null ? null : { id, name }])));
            await new Promise(setImmediate);
          },
        });
      }),
    changed: (id, listChanged) => changes.push([id, listChanged]),
    lost: (error) => assert.fail(error),
  });
  return { things, questions, changes, names: () => [...things.objects.values()].map((it) => it.name) };
}

suite("objects of one kind", () => {
  test("a change is asked for and told; a new name changes the list", async () => {
    const { things, questions, changes, names } = kind();
    things.replace([{ id: "a", name: "one" }]);
    things.refresh("a");
    await questions[0]?.answer({ a: "two" });
    assert.deepEqual(names(), ["two"]);
    assert.deepEqual(changes, [["a", true]]);
    things.stop();
  });
  test("what did not change is not told", async () => {
    const { things, questions, changes } = kind();
    things.replace([{ id: "a", name: "one" }]);
    things.refresh("a");
    await questions[0]?.answer({ a: "one" });
    assert.deepEqual(changes, []);
    things.stop();
  });
  test("there is one question at a time, for all that changed meanwhile", async () => {
    const { things, questions } = kind();
    for (const id of ["a", "b", "b", "c"]) things.refresh(id);
    assert.deepEqual(
      questions.map((it) => it.ids),
      [["a"]],
    );
    await questions[0]?.answer({ a: "x" });
    assert.deepEqual(questions[1]?.ids, ["b", "c"]);
    things.stop();
  });
  test("what is removed while it is asked for does not come back", async () => {
    const { things, questions, names } = kind();
    things.refresh("a");
    things.remove("a");
    await questions[0]?.answer({ a: "late" });
    assert.deepEqual(names(), []);
  });
  test("a name that is used again after its removal is there", async () => {
    const { things, questions, names } = kind();
    things.refresh("a");
    things.remove("a");
    things.refresh("a");
    await questions[0]?.answer({ a: null });
    await questions[1]?.answer({ a: "again" });
    assert.deepEqual(names(), ["again"]);
    things.stop();
  });
  test("what cannot be told stays as it was", async () => {
    const { things, questions, names } = kind();
    things.replace([{ id: "a", name: "one" }]);
    things.refresh("a");
    await questions[0]?.answer({});
    assert.deepEqual(names(), ["one"]);
    things.stop();
  });
  test("each object is asked for once more when it has settled", async () => {
    const { things, questions, changes } = kind();
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      things.refresh("a");
      const answered = questions[0]?.answer({ a: "stale" });
      mock.timers.tick(150);
      mock.timers.tick(150);
      await answered;
      await questions[1]?.answer({ a: "right" });
      assert.deepEqual(changes, [
        ["a", true],
        ["a", true],
      ]);
      mock.timers.tick(1000);
      assert.equal(questions.length, 2);
    } finally {
      mock.timers.reset();
    }
  });
});

suite("announcements", () => {
  const run = (use: (announcer: Announcer, told: StoreChange[], tick: (ms: number) => void) => void): void => {
    mock.timers.enable({ apis: ["setTimeout"] });
    let now = 1000;
    const clock = mock.method(performance, "now", () => now);
    try {
      const told: StoreChange[] = [];
      use(new Announcer(40, (it) => told.push(it)), told, (ms) => {
        now += ms;
        mock.timers.tick(ms);
      });
    } finally {
      clock.mock.restore();
      mock.timers.reset();
    }
  };
  test("the first change is told at once, together with what came with it", () =>
    run((announcer, told, tick) => {
      announcer.changed("container", "a", false);
      announcer.changed("container", "b", true);
      announcer.changed("container", "a", false);
      tick(1);
      assert.deepEqual(told, [{ kind: "container", ids: ["a", "b"], listChanged: true }]);
    }));
  test("a burst without end is told at a steady pace", () =>
    run((announcer, told, tick) => {
      for (let i = 0; i < 100; i++) {
        announcer.changed("image", String(i), false);
        tick(4);
      }
      tick(40);
      assert.ok(told.length >= 9 && told.length <= 12, String(told.length));
      assert.equal(told.flatMap((it) => (it.kind === "all" ? [] : it.ids)).length, 100);
    }));
  test("stopped, it tells nothing more", () =>
    run((announcer, told, tick) => {
      announcer.changed("image", "a", false);
      announcer.stop();
      tick(100);
      assert.deepEqual(told, []);
    }));
});

suite("waiting for the next attempt", () => {
  test("twice as long each time, up to the limit, less some jitter; from the start after a success", () => {
    const backoff = new Backoff(500, 4000, () => 1);
    assert.deepEqual(
      Array.from({ length: 5 }, () => backoff.next()),
      [500, 1000, 2000, 4000, 4000],
    );
    backoff.reset();
    assert.equal(backoff.next(), 500);
    assert.equal(new Backoff(400, 4000, () => 0).next(), 300);
  });
});
