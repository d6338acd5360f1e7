import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { Builds } from "../../../client/src/build/builds.ts";
import type { BuildRecord } from "../../../client/src/build/history.ts";
import { PLAIN_OPTIONS } from "../../../client/src/build/options.ts";
import { TextStorage } from "../../../client/src/build/storage.ts";
import { present } from "../../../client/src/views/present.ts";

const record = (fields: Partial<BuildRecord> = {}): BuildRecord => ({
  dockerfile: "/shop/Dockerfile",
  options: { ...PLAIN_OPTIONS, tag: "shop:1", context: "/shop" },
  startedAt: 1000,
  seconds: 2,
  outcome: "built",
  steps: [{ name: "[1/1] FROM node", status: "cached", seconds: 0 }],
  size: 1_000_000,
  ...fields,
});

suite("the builds of a workspace", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-builds-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const open = (): Builds =>
    new Builds(new TextStorage(join(folder, "history"), 1), new TextStorage(join(folder, "logs"), 9));

  test("that end at once are all kept, with their logs without colours, and told to those who show them", async () => {
    const builds = open();
    let told = 0;
    builds.onDidChange(() => told++);
    const ended = [1, 2, 3].map((startedAt) =>
      builds.add(record({ startedAt }), `\u001b[32mlog ${startedAt}\u001b[39m\r\n`),
    );
    await Promise.all(ended);
    const kept = await open().list();
    assert.deepEqual(kept.map((it) => it.startedAt).sort(), [1, 2, 3]);
    assert.equal(await builds.log(record({ startedAt: 2 })), "log 2\n");
    assert.equal(told, 3);
  });

  test("can be removed one by one, or all with their logs", async () => {
    const builds = open();
    await builds.remove([record({ startedAt: 2 })]);
    assert.deepEqual((await builds.list()).map((it) => it.startedAt).sort(), [1, 3]);
    await builds.clear();
    assert.deepEqual(await builds.list(), []);
    assert.equal(await builds.log(record({ startedAt: 1 })), null);
  });

  test("say in their row how they ended, without an icon too", () => {
    const row = (fields: Partial<BuildRecord>) =>
      present({ kind: "build", id: "b", build: record(fields), previous: record({ size: 3_000_000 }) });
    assert.equal(row({}).description, "2.0 s · 1 of 1 steps cached · 1.0 MB (−2.0 MB)");
    assert.match(row({ outcome: "failed", size: null }).spoken, /^Build of shop:1, failed, 2\.0 s/);
    assert.match(row({ outcome: "cancelled", size: null }).description, /^cancelled · /);
  });
});
