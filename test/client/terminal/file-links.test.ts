import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { candidates, fileLinks } from "../../../client/src/terminal/file-links.ts";

suite("the files that a line of output names", () => {
  const found = (text: string): unknown[] => fileLinks(text).map((it) => [it.path, it.line, it.column]);
  const cases: Record<string, unknown[]> = {
    "#9 0.312 src/main.ts:12:5 - error TS2322": [["src/main.ts", 12, 5]],
    "/app/src/main.go:7: undefined: x": [["/app/src/main.go", 7, null]],
    "src/a.ts(3,14): error TS1005": [["src/a.ts", 3, 14]],
    "Dockerfile:3": [["Dockerfile", 3, null]],
    "./lib/x.py:1 and ./lib/y.py:2": [
      ["./lib/x.py", 1, null],
      ["./lib/y.py", 2, null],
    ],
    "fetch http://host:80/x": [],
    "DONE 0.4s": [],
    "sha256:0a1b2c3d": [],
  };
  for (const [text, links] of Object.entries(cases)) test(text, () => assert.deepEqual(found(text), links));
  test("stand where they stand", () => {
    const text = "at lib/x.py:10 now";
    const [link] = fileLinks(text);
    assert.ok(link);
    assert.equal(text.slice(link.start, link.start + link.length), "lib/x.py:10");
  });
  test("a line of a megabyte takes no time", () => {
    const startedAt = performance.now();
    fileLinks("a/".repeat(500_000));
    fileLinks("a.".repeat(500_000));
    assert.ok(performance.now() - startedAt < 500);
  });
});

test("the place in the workspace of a path in the image, never outside", () => {
  assert.deepEqual(candidates("/app/src/main.ts"), ["app/src/main.ts", "src/main.ts", "main.ts"]);
  assert.deepEqual(candidates("../../etc/passwd"), []);
});
