/** Files with the idioms of those in use: what Docker Compose accepts never gets an error. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { NO_FILES } from "../../../server/src/compose/files.ts";
import { parseCompose } from "../../../server/src/compose/parse.ts";
import { messageOf } from "../../../server/src/lint/rule.ts";
import { lintCompose } from "../../../server/src/lint/run.ts";
import { finish } from "../../../server/src/steps.ts";
import { createDocument } from "../../../server/src/text/document.ts";
import { configWith } from "../../support/lint.ts";

const folder = join(import.meta.dirname, "compose-in-use");

for (const name of readdirSync(folder)) {
  test(`${name} has no error`, () => {
    const text = readFileSync(join(folder, name), "utf8");
    const document = createDocument("file:///shop/compose.yaml", "dockercompose", 1, text);
    const found = finish(lintCompose(parseCompose(document, null, NO_FILES), configWith({})));
    const errors = found.filter((it) => it.severity === "error");
    assert.deepEqual(
      errors.map((it) => `${document.positionAt(it.span.start).line + 1}: ${messageOf(it)}`),
      [],
    );
  });
}
