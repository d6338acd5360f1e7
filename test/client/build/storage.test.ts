import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { TextStorage } from "../../../client/src/build/storage.ts";

suite("texts beside the workspace", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-storage-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  test("come back as they were, whatever their key; what is not there is null", async () => {
    const storage = new TextStorage(join(folder, "new/deep"), 10);
    assert.equal(await storage.read("a"), null);
    await storage.write("../../a\nb", "grüße");
    await storage.write("../../a\nb", "grüße 2");
    assert.equal(await storage.read("../../a\nb"), "grüße 2");
  });

  test("the oldest go when there are too many", async () => {
    const storage = new TextStorage(join(folder, "few"), 3);
    for (let i = 0; i < 6; i++) {
      await storage.write(`key ${i}`, `${i}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    assert.equal(readdirSync(join(folder, "few")).length, 3);
    assert.equal(await storage.read("key 5"), "5");
    assert.equal(await storage.read("key 0"), null);
  });

  test("what is damaged, or cannot be written, is as if it were not there", async () => {
    const place = join(folder, "damaged");
    const storage = new TextStorage(place, 3);
    await storage.write("a", "text");
    for (const name of readdirSync(place)) writeFileSync(join(place, name), "no gzip");
    assert.equal(await storage.read("a"), null);
    writeFileSync(join(folder, "a-file"), "");
    await new TextStorage(join(folder, "a-file"), 3).write("a", "text");
  });
});
