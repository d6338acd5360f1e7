import assert from "node:assert/strict";
import { test } from "node:test";
import official from "../../../node_modules/dclint/schemas/compose.schema.json" with { type: "json" };
import { itemsOf, keysOf, propertyOf, ROOT, schemaAt, valuesOf } from "../../../server/src/compose/schema.ts";

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
