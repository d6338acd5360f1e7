import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { suite, test } from "node:test";
import { commands } from "../../client/src/commands/index.ts";
import { SETTINGS } from "../../server/src/shared/settings.ts";

const read = (file: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\d+\}/g))].sort();
suite("localisation", () => {
  const texts = read("l10n/bundle.l10n.json");
  const spanish = read("l10n/bundle.l10n.es.json");
  const manifest = read("package.nls.json");
  const spanishManifest = read("package.nls.es.json");

  test("Spanish has every text and no other", () => {
    assert.deepEqual(Object.keys(spanish).sort(), Object.keys(texts).sort());
  });

  test("Spanish keeps every placeholder", () => {
    for (const [key, text] of Object.entries(spanish)) assert.deepEqual(placeholders(text), placeholders(key), key);
  });

  test("the Spanish manifest has every text and no other", () => {
    assert.deepEqual(Object.keys(spanishManifest).sort(), Object.keys(manifest).sort());
  });

  test("no text is empty", () => {
    for (const texts of [spanish, manifest, spanishManifest])
      for (const [key, text] of Object.entries(texts)) assert.notEqual(text.trim(), "", key);
  });

  test("every %text% of package.json is in the manifest's texts, and all of those are used", () => {
    const used = [...readFileSync(new URL("../../package.json", import.meta.url), "utf8").matchAll(/"%([^%"]+)%"/g)];
    assert.deepEqual([...new Set(used.map(([, key]) => key))].sort(), Object.keys(manifest).sort());
  });

  test("every command and setting has its text", () => {
    for (const { id } of commands) assert.ok(manifest[`command.${id}`], id);
    for (const name of Object.keys(SETTINGS)) assert.ok(manifest[`setting.${name}`], name);
  });
});

test("command ids are unique", () => {
  assert.equal(new Set(commands.map((it) => it.id)).size, commands.length);
});
