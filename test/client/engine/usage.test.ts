import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { leftoversOf, usageOf } from "../../../client/src/engine/usage.ts";

const volume = (Name: string, RefCount: number, Size = 10) => ({
  Name,
  Driver: "local",
  UsageData: { RefCount, Size },
});
const container = (name: string, State: string, volumes: readonly string[], ImageID = "sha256:a") => ({
  Id: name,
  Names: [`/${name}`],
  Image: "x",
  ImageID,
  State,
  SizeRw: 5,
  Mounts: volumes.map((Name) => ({ Type: "volume", Name })),
});
const answer = {
  LayersSize: 900,
  Containers: [container("web", "running", ["kept"]), container("old", "exited", ["old-data"], "sha256:b")],
  Images: [
    { Id: "sha256:a", RepoTags: ["x:1"], Size: 600, SharedSize: 0 },
    { Id: "sha256:b", RepoTags: [], Size: 500, SharedSize: 200 },
  ],
  Volumes: [volume("kept", 1), volume("old-data", 1), volume("orphan", 0)],
  BuildCache: [
    { ID: "1", Size: 30, InUse: false, Shared: false },
    { ID: "2", Size: 40, InUse: true, Shared: false },
    { ID: "3", Size: 50, InUse: false, Shared: true },
  ],
};

suite("what is not used", () => {
  test("goes with what only a stopped container uses", () => {
    const found = leftoversOf(answer);
    const names = (list: readonly { name: string }[]) => list.map((it) => it.name);
    assert.deepEqual(names(found.containers), ["old"]);
    assert.deepEqual(
      found.images.map((it) => [it.id, it.size]),
      [["sha256:b", 300]],
    );
    assert.deepEqual(names(found.volumes), ["old-data", "orphan"]);
    assert.equal(found.buildCache, 30);
  });
  test("where containers do not tell their mounts, the engine's own count holds", () => {
    const untold = answer.Containers.map((it) => ({ ...it, Mounts: undefined }));
    assert.deepEqual(
      leftoversOf({ ...answer, Containers: untold }).volumes.map((it) => it.name),
      ["orphan"],
    );
  });
  test("an engine that answers nothing has nothing", () => {
    assert.deepEqual(leftoversOf(null), { containers: [], images: [], volumes: [], buildCache: 0 });
  });
});

suite("disk usage", () => {
  test("by kind, layers that images share once", () => {
    assert.deepEqual(usageOf(answer), {
      containers: { count: 2, inUse: 1, size: 10 },
      images: { count: 2, inUse: 2, size: 900 },
      volumes: { count: 3, inUse: 2, size: 30 },
      buildCache: { count: 3, inUse: 1, size: 70 },
    });
  });
});
