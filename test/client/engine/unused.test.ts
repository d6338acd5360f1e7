import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { unusedNetwork, unusedOf } from "../../../client/src/engine/unused.ts";

const DIGEST = "a".repeat(64);

suite("what nothing uses", () => {
  test("containers that do not run", () => {
    const Containers = [
      { Id: "1", Names: ["/up"], State: "running", SizeRw: 5 },
      { Id: "2", Names: ["/down"], State: "exited", SizeRw: 7 },
      { Id: "3", Names: ["/new"], State: "created" },
    ];
    assert.deepEqual(unusedOf("container", { Containers }), [
      { id: "2", name: "down", size: 7 },
      { id: "3", name: "new", size: 0 },
    ]);
  });

  test("images without a tag that no container is made of", () => {
    const Images = [
      { Id: `sha256:${DIGEST}`, RepoTags: ["<none>:<none>"], Size: 100, SharedSize: 60 },
      { Id: "sha256:used", RepoTags: null, Size: 1 },
      { Id: "sha256:named", RepoTags: ["web:1"], Size: 1 },
    ];
    const Containers = [{ Id: "1", ImageID: "sha256:used", State: "exited" }];
    assert.deepEqual(unusedOf("image", { Images, Containers }), [
      { id: `sha256:${DIGEST}`, name: "a".repeat(12), size: 40 },
    ]);
  });

  test("volumes of no container; one that was not measured has no size", () => {
    const Volumes = [
      { Name: "used", UsageData: { RefCount: 1, Size: 9 } },
      { Name: "free", UsageData: { RefCount: 0, Size: 9 } },
      { Name: "vast", UsageData: { RefCount: 0, Size: -1 } },
      { Name: "untold" },
    ];
    assert.deepEqual(unusedOf("volume", { Volumes }), [
      { id: "free", name: "free", size: 9 },
      { id: "vast", name: "vast", size: null },
    ]);
  });

  test("nothing where the engine tells nothing", () => {
    assert.deepEqual(unusedOf("volume", { Volumes: null }), []);
    assert.deepEqual(unusedOf("image", null), []);
  });

  test("the engine's own networks are never unused", () => {
    assert.equal(unusedNetwork({ Id: "1", Name: "podman" }), null);
    assert.deepEqual(unusedNetwork({ Id: "1", Name: "app" }), { id: "1", name: "app", size: null });
  });
});
