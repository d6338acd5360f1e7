import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import official from "../../../node_modules/dclint/schemas/compose.schema.json" with { type: "json" };
import { factAt } from "../../../server/src/compose/facts.ts";
import {
  itemsOf,
  keysOf,
  propertyOf,
  ROOT,
  type Schema,
  schemaAt,
  valuesOf,
  variants,
} from "../../../server/src/compose/schema.ts";

/** All that schema.ts understands. An update of the schema that brings more must not go unnoticed. */
const KEYWORDS = new Set([
  "$id",
  "$ref",
  "$schema",
  "additionalProperties",
  "default",
  "definitions",
  "deprecated",
  "description",
  "enum",
  "items",
  "maximum",
  "minimum",
  "oneOf",
  "pattern",
  "patternProperties",
  "properties",
  "required",
  "title",
  "type",
  "uniqueItems",
]);

test("every keyword of the official schema is one that is read", () => {
  const unknown = new Set<string>();
  const visit = (schema: unknown): void => {
    if (typeof schema !== "object" || schema === null) return;
    for (const [key, value] of Object.entries(schema)) {
      if (!KEYWORDS.has(key)) unknown.add(key);
      if (["properties", "patternProperties", "definitions"].includes(key)) Object.values(value).forEach(visit);
      else if (key === "oneOf") value.forEach(visit);
      else if (key === "items") visit(value);
    }
  };
  visit(official);
  assert.deepEqual([...unknown], []);
});

test("paths lead through names, lists and alternatives", () => {
  assert.equal(keysOf(schemaAt(["services", "web"]) ?? ROOT).has("image"), true);
  assert.equal(keysOf(schemaAt(["services", "web", "build"]) ?? ROOT).has("context"), true);
  assert.equal(keysOf(schemaAt(["services", "web", "ports", 0]) ?? ROOT).has("published"), true);
  assert.deepEqual(valuesOf(schemaAt(["services", "web", "depends_on", "db", "condition"]) ?? ROOT), [
    "service_started",
    "service_healthy",
    "service_completed_successfully",
  ]);
  assert.equal(schemaAt(["services", "web", "nothing"]), null);
  assert.equal(propertyOf(ROOT, "x-any")?.kinds.length, 0);
  assert.equal(itemsOf(ROOT), null);
});

suite("the specification's texts", () => {
  const spanish: Record<string, string> = JSON.parse(
    readFileSync(new URL("../../../l10n/compose-schema.es.json", import.meta.url), "utf8"),
  );
  const texts = new Set<string>();
  const untold: string[] = [];
  const seen = new Set<string>();
  const walk = (schema: Schema, path: readonly string[]): void => {
    const at = path.join("/");
    if (seen.has(at) || path.length > 12) return;
    seen.add(at);
    for (const variant of variants(schema)) {
      for (const it of [schema, variant]) if (it.description !== null) texts.add(it.description);
      for (const [key, inner] of variant.properties) {
        const isTold = inner.description !== null || factAt([...path, key].map((it) => (it === "[]" ? 0 : it)))?.text;
        if (!isTold) untold.push([...path, key].join("/"));
        walk(inner, [...path, key]);
      }
      for (const { schema: inner } of variant.patterns) walk(inner, [...path, "any"]);
      if (variant.items) walk(variant.items, [...path, "[]"]);
    }
  };
  walk(ROOT, []);

  test("are there for every key", () => assert.deepEqual(untold, []));
  test("are there in Spanish, each of them", () => {
    assert.ok(texts.size > 250, String(texts.size));
    assert.deepEqual(
      [...texts].filter((it) => !spanish[it]?.trim()),
      [],
    );
  });
});
