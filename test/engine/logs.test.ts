import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { connectedEngine } from "../../client/src/engine/connected.ts";
import type { Engine } from "../../client/src/engine/engine.ts";
import { changesOf } from "../../client/src/logs/again.ts";
import { follow } from "../../client/src/logs/follow.ts";
import { LineQueue } from "../../client/src/logs/line-queue.ts";
import type { LogLine } from "../../client/src/logs/line-reader.ts";
import { BUSYBOX, type Dockerd, startDockerd } from "../support/dockerd.ts";
import { connectTo, eventually, nextSecond, storeOf, until } from "./support.ts";

suite("following logs on the real engine", () => {
  let dockerd: Dockerd;
  let engine: Engine;
  before(async () => {
    dockerd = await startDockerd();
    engine = await connectTo(dockerd);
  });
  after(() => dockerd.dispose());

  test("over a restart: nothing lost, nothing twice, equal lines kept", async () => {
    const made = (await dockerd.request("POST", "/containers/create?name=phoenix", {
      Image: BUSYBOX,
      Cmd: ["sh", "-c", "echo same; echo same; echo oops >&2; echo last"],
    })) as { Id: string };
    const abort = new AbortController();
    const lines: LogLine[] = [];
    const ends: string[] = [];
    let wake = (): void => {};
    const following = follow(
      {
        engine: async () => engine,
        source: 0,
        containerId: made.Id,
        request: {},
        take: (it) => lines.push(...it),
        ended: (why) => ends.push(why),
        again: () => new Promise((resolve) => (wake = resolve)),
      },
      abort.signal,
    );
    for (let round = 1; round <= 3; round++) {
      await engine.start(made.Id);
      const isThere = (): boolean => {
        wake(); // The last round's stream may end only now.
        return lines.filter((it) => it.text === "last").length === round;
      };
      await eventually(isThere, `round ${round}`, 10_000);
      await eventually(async () => (await engine.container(made.Id))?.state === "exited", "exited");
    }
    await eventually(() => ends.length >= 3, "each end was told");
    assert.equal(lines.filter((it) => it.text === "same").length, 6);
    assert.equal(lines.filter((it) => it.isError).length, 3);
    assert.ok(lines.every((it) => it.time.startsWith("20")));
    await engine.remove(made.Id, { force: true, volumes: true });
    wake();
    await following;
    assert.equal(ends.at(-1), "removed");
    abort.abort();
  });

  test("a container that crashes at once, again and again, is followed through all its runs", async () => {
    const made = (await dockerd.request("POST", "/containers/create?name=crashing", {
      Image: BUSYBOX,
      Cmd: ["sh", "-c", "echo run; exit 1"],
      HostConfig: { RestartPolicy: { Name: "on-failure", MaximumRetryCount: 5 } },
    })) as { Id: string };
    const store = storeOf(dockerd);
    await until(store, () => store.containers.has(made.Id), "it is known");
    const abort = new AbortController();
    const times: string[] = [];
    const ends: string[] = [];
    const options = {
      engine: () => connectedEngine(store),
      source: 0,
      containerId: made.Id,
      request: {},
      take: (it: readonly LogLine[]) => times.push(...it.map(({ time }) => time)),
      ended: (why: string) => ends.push(why),
      again: changesOf(store, made.Id),
    };
    const following = follow(options, abort.signal);
    await engine.start(made.Id);
    await eventually(() => times.length === 6, "the first run and five more", 60_000);
    assert.equal(new Set(times).size, 6);
    assert.ok(ends.length <= 6, `an end is told once: ${ends.length}`);
    await engine.remove(made.Id, { force: true, volumes: false });
    await following;
    assert.equal(ends.at(-1), "removed");
    store.dispose();
  });

  test("only what is newer than asked", async () => {
    const id = await dockerd.run("since", "trap 'echo new' USR1; echo old; while true; do sleep 0.1; done");
    const abort = new AbortController();
    const linesOf = (request: { since?: string }): [lines: string[], following: Promise<void>] => {
      const lines: string[] = [];
      const options = {
        engine: async () => engine,
        source: 0,
        containerId: id,
        request,
        take: (it: readonly LogLine[]) => lines.push(...it.map(({ text }) => text)),
        ended: () => undefined,
        again: () => Promise.reject(new Error("over")),
      };
      return [lines, follow(options, abort.signal)];
    };
    const [all, followingAll] = linesOf({});
    await eventually(() => all.includes("old"), "old", 60_000);
    await nextSecond();
    const since = new Date().toISOString();
    await engine.kill(id, "SIGUSR1");
    await eventually(() => all.includes("new"), "new is written", 60_000);
    const [newer, followingNewer] = linesOf({ since });
    await eventually(() => newer.length > 0, "new", 60_000);
    assert.deepEqual(newer, ["new"]);
    abort.abort();
    await Promise.all([followingAll, followingNewer]);
  });

  test("a flood of lines is bounded in memory, and the newest are there", async () => {
    const id = await dockerd.run("flood", "seq 1 500000; sleep 100");
    const queue = new LineQueue(10_000);
    const abort = new AbortController();
    let count = 0;
    let last = "";
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    // Not of the clock: how fast an engine writes logs is its own matter.
    const start = process.cpuUsage();
    const options = {
      engine: async () => engine,
      source: 0,
      containerId: id,
      request: {},
      take: (it: readonly LogLine[]) => {
        count += it.length;
        last = it.at(-1)?.text ?? last;
        queue.add(it);
        if (count % 1000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
      },
      ended: () => undefined,
      again: () => Promise.reject(new Error("over")),
    };
    const following = follow(options, abort.signal);
    await eventually(() => last === "500000", "the last line", 60_000);
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1_000_000;
    abort.abort();
    await following;
    const { lines, dropped } = queue.take();
    assert.equal(lines.length + dropped, count);
    assert.equal(lines.at(-1)?.text, "500000");
    console.log(
      `# ${Math.round(count / seconds)} lines for a second of this process, ${Math.round((most - before) / 1e6)} MB at most`,
    );
    assert.ok(most - before < 200_000_000, `${most - before} bytes`);
    assert.ok(count / seconds > 50_000, `${count / seconds} lines a second of this process`);
  });
});
