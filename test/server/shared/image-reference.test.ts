import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { imageNameFrom, parseImageReference } from "../../../server/src/shared/image-reference.ts";

suite("image references", () => {
  const valid = {
    alpine: { registry: null, name: "alpine", tag: null, digest: null },
    "alpine:3.22": { registry: null, name: "alpine", tag: "3.22", digest: null },
    "team/app:v1": { registry: null, name: "team/app", tag: "v1", digest: null },
    "ghcr.io/team/app": { registry: "ghcr.io", name: "team/app", tag: null, digest: null },
    "localhost/app": { registry: "localhost", name: "app", tag: null, digest: null },
    "localhost:5000/app:1": { registry: "localhost:5000", name: "app", tag: "1", digest: null },
    "build-host:5000/app": { registry: "build-host:5000", name: "app", tag: null, digest: null },
    [`app@sha256:${"0".repeat(64)}`]: { registry: null, name: "app", tag: null, digest: `sha256:${"0".repeat(64)}` },
  };
  for (const [text, parts] of Object.entries(valid))
    test(`reads ${text.slice(0, 40)}`, () => assert.deepEqual(parseImageReference(text), parts));

  const invalid = [
    "",
    "App",
    "app:",
    "app:-x",
    "a b",
    "app@sha256:12",
    "/app",
    "app/",
    "a..b",
    `${"a".repeat(256)}`,
    "app:v1:v2",
  ];
  for (const text of invalid)
    test(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => assert.equal(parseImageReference(text), null));

  test("answers a hostile name at once", () => {
    const started = performance.now();
    assert.equal(parseImageReference(`${"a-".repeat(50_000)}!`), null);
    assert.ok(performance.now() - started < 5000);
  });
});

suite("an image name from a folder's name", () => {
  const names = { "My App!": "my-app", web_2: "web-2", café: "cafe", "---": "image", 日本: "image" };
  for (const [folder, name] of Object.entries(names))
    test(`${folder} becomes ${name}`, () => {
      assert.equal(imageNameFrom(folder), name);
      assert.ok(parseImageReference(name));
    });
});
