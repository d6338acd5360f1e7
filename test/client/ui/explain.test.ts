import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, suite, test } from "node:test";
import * as l10n from "@vscode/l10n";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { explainFailure } from "../../../client/src/ui/explain.ts";

const spanish = readFileSync(new URL("../../../l10n/bundle.l10n.es.json", import.meta.url), "utf8");

suite("why a command failed", () => {
  after(() => l10n.config({ contents: {} }));
  const refused = new EngineError("login", "unauthorized: authentication required");

  test("the engine's words are a quotation behind what happened and what to do", () => {
    assert.equal(
      explainFailure("Cannot pull 'shop/web'", refused),
      "Cannot pull 'shop/web': there is no such image, or the registry asks for a login. Check its name, or try again and log in. The engine says: \"unauthorized: authentication required\"",
    );
    assert.equal(
      explainFailure("Cannot remove 'data'", new EngineError("conflict", "volume is in use", new Error("409"))),
      "Cannot remove 'data'. The engine says: \"volume is in use\"",
    );
  });

  test("our own words are none", () => {
    const advice = new EngineError("login", "Pull the base image first: the build then uses it.", new Error("401"));
    assert.match(explainFailure("Cannot build shop", advice), /log in\. Pull the base image first: .*\.$/);
    const there = new EngineError("conflict", "a.txt is there already");
    assert.equal(explainFailure("Cannot make the file", there), "Cannot make the file: a.txt is there already");
  });

  test("in Spanish", () => {
    l10n.config({ contents: JSON.parse(spanish) });
    assert.match(explainFailure("No se puede descargar 'a'", refused), / El motor dice: «unauthorized: .*»$/);
  });
});
