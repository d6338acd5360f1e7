/** What is safe to fix is fixed at once: also what is found only when something else has been fixed. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { fixAllOf } from "../../../server/src/languages.ts";
import { safeEdits } from "../../../server/src/lint/diagnostics.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import type { LintConfig } from "../../../server/src/lint/run.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { configWith, type Language, lint, open } from "../../support/lint.ts";

const USUAL = configWith({});
const ALL = configWith(Object.fromEntries(rules.map((it) => [it.id, "warning"])));

/** Every edit counts in the text as it was. */
function fixedAll(text: string, config: LintConfig, language: Language = "dockerfile"): string {
  const document = open(text, language);
  const edits = fixAllOf(document, lint(text, config, language), config)?.edit?.changes?.[document.uri] ?? [];
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ span: spanOf(document.text, range), newText })),
  );
}

suite("fixing all", () => {
  test("takes what the first fixes lead to along", () => {
    const text = "FROM debian:13\nRUN apt update && apt install curl\nCMD sleep 1\n";
    const after = fixedAll(text, USUAL);
    assert.match(after, /apt-get install -y (?:--\S+ )?curl/);
    assert.match(after, /CMD \["sleep", "1"\]/);
    assert.equal(fixedAll(text.replaceAll("\n", "\r\n"), USUAL), after.replaceAll("\n", "\r\n"));
  });

  const texts: [string, string, Language][] = [
    ...rules.map(({ id, docs, language }): [string, string, Language] => [id, docs.bad, language]),
    ...FIXTURES.map((text, index): [string, string, Language] => [`fixture ${index + 1}`, text, "dockerfile"]),
  ];
  for (const [name, text, language] of texts)
    for (const [which, config] of [
      ["usual", USUAL],
      ["all", ALL],
    ] as const)
      test(`${name}, ${which} rules: nothing safe is left`, () => {
        const after = fixedAll(text, config, language);
        assert.deepEqual(safeEdits(lint(after, config, language)), [], after);
        assert.equal(fixedAll(after, config, language), after);
      });

  test("all rules' examples in one file", () => {
    const parts = rules.filter(({ language }) => language === "dockerfile").map(({ docs }) => docs.bad);
    const text = parts.join("\n");
    const after = fixedAll(text, USUAL);
    assert.equal(fixedAll(after, USUAL), after);
  });
});
