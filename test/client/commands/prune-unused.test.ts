import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { detailOf } from "../../../client/src/commands/prune-unused.ts";

suite("what is confirmed before unused things go", () => {
  test("names each with its size, and what is freed", () => {
    const unused = [
      { id: "1", name: "web", size: 2_000_000 },
      { id: "2", name: "db", size: 500_000 },
    ];
    assert.equal(detailOf(unused), "db (500 kB), web (2.0 MB)\nFrees 2.5 MB.");
  });

  test("says nothing of space where there is none to free", () => {
    assert.equal(detailOf([{ id: "1", name: "front", size: null }]), "front");
  });

  test("shortens names that are numbers, and a long list", () => {
    assert.equal(detailOf([{ id: "1", name: "a".repeat(64), size: null }]), "a".repeat(12));
    const many = Array.from({ length: 30 }, (_, i) => ({ id: `${i}`, name: `v${i}`, size: null }));
    assert.match(detailOf(many), /v19, and 10 more$/);
  });
});
