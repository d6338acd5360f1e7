import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { analyse } from "../../../client/src/layers/analyse.ts";
import { MOST_ROWS, pageOf, rowsOf } from "../../../client/src/layers/page.ts";
import type { LayerEntry } from "../../../client/src/layers/saved-image.ts";

const file = (path: string, size: number): LayerEntry => ({ path, kind: "file", size });
const REPORT = analyse([
  { createdBy: "ADD file:1 in /", entries: [file("bin/sh", 3000), file("etc/Passwd", 1000)] },
  { createdBy: "", entries: [{ path: "bin/sh", kind: "removed", size: 0 }] },
]);

suite("the page of an image's layers", () => {
  test("sums up, and has an entry for the waste behind the layers", () => {
    const { summary, layers } = pageOf({ id: "1", name: "shop:1", report: REPORT, source: null });
    assert.equal(summary, "4.0 kB · 2 layers · 3.0 kB wasted · 25 % in use");
    assert.deepEqual(
      layers.map((it) => [it.instruction, it.size, it.note]),
      [
        ["ADD file:1 in /", "4.0 kB", "2 changes · 3.0 kB wasted later"],
        ["(unknown instruction)", "0 B", "1 change"],
        ["Wasted space", "3.0 kB", "stored, but overwritten or removed by a later layer"],
      ],
    );
  });

  test("lists what the search lets through, whatever the case", () => {
    assert.deepEqual(
      rowsOf(REPORT, 0, " passwd ").rows.map((it) => [it.sign, it.path, it.size]),
      [["+", "etc/Passwd", "1.0 kB"]],
    );
    assert.equal(rowsOf(REPORT, 0, "nothing").count, "No file has 'nothing' in its path.");
    assert.deepEqual(
      rowsOf(REPORT, 2, "").rows.map((it) => [it.sign, it.path]),
      [["×1", "bin/sh"]],
    );
    assert.deepEqual(rowsOf(REPORT, -1, "").rows, []);
  });

  test("never sends more rows than anybody reads", () => {
    const entries = Array.from({ length: 3000 }, (_, i) => file(`f${i}`, i));
    const { rows, count } = rowsOf(analyse([{ createdBy: "", entries }]), 0, "");
    assert.equal(rows.length, MOST_ROWS);
    assert.equal(count, "The 500 largest of 3000. Search to see others.");
  });
});
