import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { analyse, instructionOf } from "../../../client/src/layers/analyse.ts";
import type { LayerEntry, SavedLayer } from "../../../client/src/layers/saved-image.ts";

const file = (path: string, size: number): LayerEntry => ({ path, kind: "file", size });
const folder = (path: string): LayerEntry => ({ path, kind: "folder", size: 0 });
const removed = (path: string): LayerEntry => ({ path, kind: "removed", size: 0 });
const layer = (...entries: LayerEntry[]): SavedLayer => ({ createdBy: "RUN /bin/sh -c make # buildkit", entries });
const changes = (...layers: SavedLayer[]): string[][] =>
  analyse(layers).layers.map(({ files }) => files.map((it) => `${it.change} ${it.path} ${it.size}`));

suite("what the layers of an image do", () => {
  test("add, change and remove files", () => {
    assert.deepEqual(
      changes(
        layer(folder("etc"), file("etc/a", 10), file("etc/b", 20), file("x", 5)),
        layer(folder("etc"), file("etc/a", 12), file("etc/c", 1)),
        layer(removed("etc/b"), removed("never")),
      ),
      [["added etc/b 20", "added etc/a 10", "added x 5"], ["changed etc/a 12", "added etc/c 1"], ["removed etc/b 20"]],
    );
  });

  test("waste what a later one overwrites or removes", () => {
    const report = analyse([
      layer(folder("var"), file("var/cache/a", 100), file("var/cache/b", 50), file("app", 10)),
      layer(removed("var/cache"), file("app", 10)),
      layer(file("app", 12)),
    ]);
    assert.equal(report.size, 182);
    assert.equal(report.wasted, 170);
    assert.deepEqual(
      report.layers.map((it) => [it.size, it.wasted]),
      [
        [160, 160],
        [10, 10],
        [12, 0],
      ],
    );
    assert.deepEqual(report.wastedPaths, [
      { path: "var/cache/a", size: 100, times: 1 },
      { path: "var/cache/b", size: 50, times: 1 },
      { path: "app", size: 20, times: 2 },
    ]);
    assert.equal(report.layers[0]?.share.toFixed(2), "0.88");
  });

  test("an emptied folder loses what was in it, not what the same layer brings", () => {
    const emptied: LayerEntry = { path: "d", kind: "emptied", size: 0 };
    assert.deepEqual(changes(layer(folder("d"), file("d/old", 7)), layer(folder("d"), file("d/new", 3), emptied)), [
      ["added d/old 7"],
      ["removed d/old 7", "added d/new 3"],
    ]);
  });

  test("a file in the place of a folder, and a folder in the place of a file", () => {
    const report = analyse([
      layer(folder("p"), file("p/a", 4), file("q", 6)),
      layer(file("p", 1), folder("q"), file("q/b", 2)),
    ]);
    assert.equal(report.wasted, 10);
    assert.deepEqual(
      report.layers[1]?.files.map((it) => `${it.change} ${it.path}`),
      ["added q/b", "changed p"],
    );
  });

  test("an image without files, and one of a hundred thousand in time", () => {
    assert.deepEqual(analyse([]), { size: 0, wasted: 0, layers: [], wastedPaths: [] });
    const many = Array.from({ length: 100_000 }, (_, i) => file(`usr/lib/p${i % 300}/f${i}`, i));
    const startedAt = performance.now();
    analyse([layer(...many), layer(removed("usr/lib"))]);
    assert.ok(performance.now() - startedAt < 3000);
  });
});

test("instructions are shown as people write them", () => {
  const cases = {
    "RUN /bin/sh -c make all # buildkit": "RUN make all",
    "RUN |1 V=2 /bin/sh -c make # buildkit": "RUN make",
    "COPY . . # buildkit": "COPY . .",
    "/bin/sh -c #(nop) ADD file:1 in / ": "ADD file:1 in /",
    "/bin/sh -c apk add curl": "RUN apk add curl",
    "": "",
  };
  for (const [written, shown] of Object.entries(cases)) assert.equal(instructionOf(written), shown);
});
