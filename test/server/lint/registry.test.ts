import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { suite, test } from "node:test";
import { rules } from "../../../server/src/lint/registry.ts";
import { fixesOf, messageOf } from "../../../server/src/lint/rule.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { configWith, fixed, lint, only } from "../../support/lint.ts";

const folder = join(import.meta.dirname, "../../../server/src/lint/rules");
const files = (language: string): string[] =>
  readdirSync(join(folder, language)).map((file) => `${language}/${basename(file, ".ts")}`);

test("the registry holds every rule file, in order", () => {
  const ids = rules.map((it) => `${it.language}/${it.id}`);
  const folders = ["compose", "dockerfile", "dockerignore", "env"];
  assert.deepEqual([...ids].sort(), folders.flatMap(files).sort());
  assert.deepEqual(
    rules.map((it) => it.id),
    rules.map((it) => it.id).sort(),
  );
});

test("no name means two rules", () => {
  const names = rules.flatMap((it) => [it.id, ...it.aliases]).filter((name) => !SHARED_ALIASES.has(name));
  assert.deepEqual(
    names.filter((name, i) => names.indexOf(name) !== i),
    [],
  );
});

/** Names of checks that are several rules here. */
const SHARED_ALIASES = new Set([
  "MultipleInstructionsDisallowed",
  "MULTIPLE_INSTRUCTIONS",
  "DL3000",
  "DL3003",
  "DL3022",
  "DL3025",
  "DL3029",
  "DL3064",
]);

for (const rule of rules) {
  suite(rule.id, () => {
    const config = only(rule.id);

    test("the bad example of its docs is reported", () => {
      const found = lint(rule.docs.bad, config, rule.language);
      assert.ok(found.length > 0);
      for (const it of found) assert.match(messageOf(it), /\S.*[.?]$/s);
      for (const it of found) assert.doesNotMatch(messageOf(it), /\{\d\}|undefined/, "every place in it is filled");
    });

    test("the good example of its docs is not, by any rule of severity error", () => {
      assert.deepEqual(lint(rule.docs.good, config, rule.language).map(messageOf), []);
      const errors = lint(rule.docs.good, configWith({}), rule.language).filter((it) => it.severity === "error");
      assert.deepEqual(errors.map(messageOf), []);
    });

    test("its texts are there", () => {
      assert.match(rule.docs.summary(), /\S.*\.$/s);
      assert.match(rule.docs.why(), /\S.*\.$/s);
    });

    if (rule.fixable === "safe") {
      test("its fix leaves nothing to fix", () => {
        const after = fixed(rule.docs.bad, lint(rule.docs.bad, config, rule.language));
        assert.notEqual(after, rule.docs.bad);
        assert.deepEqual(lint(after, config, rule.language).map(messageOf), [], after);
      });
    } else if (rule.fixable === "assist") {
      test("each of its fixes changes the text and breaks nothing", () => {
        const fixes = lint(rule.docs.bad, config, rule.language).flatMap(fixesOf);
        assert.ok(fixes.length > 0);
        for (const fix of fixes) {
          assert.match(fix.title(), /\S/);
          const before = fix.file ? (fix.file.text ?? "") : rule.docs.bad;
          assert.notEqual(applyEdits(before, fix.edits), before);
        }
      });
    } else {
      test("it has no fix, as it says", () =>
        assert.deepEqual(lint(rule.docs.bad, config, rule.language).flatMap(fixesOf), []));
    }
  });
}
