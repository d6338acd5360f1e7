/** In a file with carriage returns every line of a fix ends as the others do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeActionsOf, fixAllOf } from "../../../server/src/languages.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { lint, only, open } from "../../support/lint.ts";

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };

for (const rule of rules) {
  test(rule.id, () => {
    const text = rule.docs.bad.replaceAll("\n", "\r\n");
    const document = open(text, rule.language);
    const problems = lint(text, only(rule.id), rule.language);
    assert.ok(problems.length > 0);
    const actions = [
      ...codeActionsOf(document, problems, WHOLE, only(rule.id)),
      fixAllOf(document, problems, only(rule.id)),
    ];
    for (const action of actions.flatMap((it) => it ?? [])) {
      const edits = action.edit?.changes?.[document.text.uri] ?? [];
      const after = applyEdits(
        text,
        edits.map((it) => ({ span: spanOf(document.text, it.range), newText: it.newText })),
      );
      assert.doesNotMatch(after, /(?<!\r)\n|\r(?!\n)/, `${action.title}: ${JSON.stringify(after)}`);
    }
  });
}
