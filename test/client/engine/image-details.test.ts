import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { imageDetails } from "../../../client/src/engine/image-details.ts";

suite("an image as the server describes it", () => {
  test("from the engine's own record", () => {
    const found = imageDetails({
      Id: `sha256:${"a".repeat(64)}`,
      RepoTags: ["web:1"],
      RepoDigests: ["web@sha256:b"],
      Created: "2026-11-03T10:00:00Z",
      Size: 7_000_000,
      Os: "linux",
      Architecture: "arm64",
      Variant: "v8",
      Config: {
        ExposedPorts: { "80/tcp": {}, "443/tcp": {} },
        Entrypoint: ["/start"],
        Cmd: null,
        User: "app",
        WorkingDir: "/srv",
      },
    });
    assert.deepEqual(found, {
      tags: ["web:1"],
      digests: ["web@sha256:b"],
      size: 7_000_000,
      createdAt: Date.UTC(2026, 10, 3, 10) / 1000,
      platform: "linux/arm64/v8",
      ports: ["80/tcp", "443/tcp"],
      entrypoint: ["/start"],
      command: [],
      user: "app",
      workingDir: "/srv",
    });
  });
  test("odd records cost no more than what is odd in them", () => {
    assert.equal(imageDetails(null), null);
    assert.equal(imageDetails({ Id: "" }), null);
    const found = imageDetails({ Id: "sha256:1", Config: { ExposedPorts: 5, Entrypoint: [1, "a"] }, Os: 7 });
    assert.deepEqual([found?.ports, found?.entrypoint, found?.platform], [[], ["a"], ""]);
  });
});
