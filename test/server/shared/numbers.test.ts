import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, suite, test } from "node:test";
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import { decimal, percent } from "../../../server/src/shared/numbers.ts";

const spanish = readFileSync(new URL("../../../l10n/bundle.l10n.es.json", import.meta.url), "utf8");

suite("numbers", () => {
  after(() => l10n.config({ contents: {} }));

  const texts = () => [
    decimal(0.05, 2),
    decimal(12.34),
    percent(2),
    percent(45.6),
    bytes(0),
    bytes(999),
    bytes(2_000_000),
    bytes(45_600_000),
  ];

  test("in English", () => {
    assert.deepEqual(texts(), ["0.05", "12.3", "2.0 %", "46 %", "0 B", "999 B", "2.0 MB", "46 MB"]);
  });

  test("in Spanish", () => {
    l10n.config({ contents: JSON.parse(spanish) });
    assert.deepEqual(texts(), ["0,05", "12,3", "2,0 %", "46 %", "0 B", "999 B", "2,0 MB", "46 MB"]);
  });
});
