import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as l10n from "@vscode/l10n";
import { dateText } from "../../../client/src/ui/date-text.ts";

after(() => l10n.config({ contents: {} }));

test("a date is written in the language of the texts", () => {
  const at = new Date(2026, 10, 22, 15, 4, 5).getTime();
  assert.equal(dateText(at), new Date(at).toLocaleString());
  l10n.config({ contents: { en: "es" } });
  assert.equal(dateText(at), "22/11/2026, 15:04:05");
});
