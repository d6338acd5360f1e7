import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TransferEvent } from "../../../client/src/engine/api/images.ts";
import { NOTHING_MOVED, transferReport, withTransfer } from "../../../client/src/run/transfer-progress.ts";

const event = (layer: string | null, status: string, current: number | null = null, total: number | null = null) => ({
  layer,
  status,
  current,
  total,
});
const after = (...events: TransferEvent[]) => transferReport(events.reduce(withTransfer, NOTHING_MOVED));

suite("the progress of a pull", () => {
  test("nothing is reported before there is a layer", () => {
    assert.deepEqual(after(event(null, "Pulling from library/web")), {});
  });

  test("layers and bytes are counted", () => {
    const report = after(
      event("a", "Already exists"),
      event("b", "Downloading", 5_000_000, 10_000_000),
      event("c", "Pulling fs layer"),
    );
    assert.equal(report.message, "1 of 3 layers, 5.0 MB of 10 MB");
    assert.ok((report.fraction ?? 0) > 0.4 && (report.fraction ?? 0) < 0.5);
  });

  test("a layer that is downloaded but not unpacked is not done", () => {
    const report = after(
      event("a", "Downloading", 9, 10),
      event("a", "Download complete"),
      event("a", "Extracting", 5, 10),
    );
    assert.equal(report.message, "0 of 1 layers, 10 B of 10 B");
    assert.ok(Math.abs((report.fraction ?? 0) - 0.9) < 1e-9);
  });

  test("the bar is full when all is done", () => {
    assert.equal(
      after(event("a", "Downloading", 1, 10), event("a", "Pull complete"), event("b", "Pushed")).fraction,
      1,
    );
  });

  test("a push counts alike", () => {
    const report = after(event("a", "Layer already exists"), event("b", "Pushing", 3_000_000, 4_000_000));
    assert.equal(report.message, "1 of 2 layers, 3.0 MB of 4.0 MB");
  });

  test("more bytes than announced do not overflow the bar", () => {
    assert.ok((after(event("a", "Pushing", 40, 10)).fraction ?? 2) <= 1);
  });
});
