import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, suite, test } from "node:test";
import * as l10n from "@vscode/l10n";
import { EngineError } from "../../../client/src/engine/errors.ts";
import { asEngineError } from "../../../client/src/engine/translate.ts";
import { explainFailure } from "../../../client/src/ui/explain.ts";

const spanish = readFileSync(new URL("../../../l10n/bundle.l10n.es.json", import.meta.url), "utf8");
const answer = (statusCode: number, message: string): EngineError =>
  asEngineError(Object.assign(new Error(`(HTTP code ${statusCode}) any - ${message}`), { statusCode }));

suite("why a command failed", () => {
  after(() => l10n.config({ contents: {} }));
  const refused = answer(500, "unauthorized: authentication required");
  const portTaken = answer(
    500,
    "driver failed programming external connectivity on endpoint web (a9): Bind for 0.0.0.0:8080 failed: port is already allocated",
  );
  const nameTaken = answer(
    409,
    'Error when allocating new name: Conflict. The container name "/db" is already in use by container "783c4e18a46c". You have to remove (or rename) that container.',
  );

  for (const [what, error, text] of [
    [
      "Cannot pull 'shop/web'",
      refused,
      "Cannot pull 'shop/web': there is no such image, or the registry asks for a login. Check its name, or try again and log in. The engine says: \"unauthorized: authentication required\"",
    ],
    [
      "Cannot remove 'data'",
      answer(409, "volume is in use"),
      "Cannot remove 'data'. The engine says: \"volume is in use\"",
    ],
    ["Cannot tag 'a'", answer(400, "invalid tag"), "Cannot tag 'a'. The engine says: \"invalid tag\""],
    ["Cannot stop 'a'", answer(500, "No way."), "Cannot stop 'a'. The engine says: \"No way.\""],
    [
      "Cannot start 'web'",
      portTaken,
      "Cannot start 'web': port 8080 is taken. Stop what listens on it, or publish another port.",
    ],
    ["Cannot rename 'web'", nameTaken, "Cannot rename 'web': there is a container 'db' already."],
    [
      "Cannot stop 'web'",
      asEngineError(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" })),
      "Cannot stop 'web'. The engine is not running. Start Docker or Podman. Gantry then connects by itself.",
    ],
    [
      "Cannot save 'web'",
      Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }),
      "Cannot save 'web'. The system says: \"ENOSPC: no space left on device, write\"",
    ],
    [
      "Cannot make the file",
      new EngineError("conflict", "a.txt is there already"),
      "Cannot make the file: a.txt is there already.",
    ],
    [
      "Cannot start db",
      new Error("'-x' is no name that a service can have."),
      "Cannot start db: '-x' is no name that a service can have.",
    ],
  ] as const)
    test(text, () => assert.equal(explainFailure(what, error), text));

  test("our own words are no quotation, whatever was behind them", () => {
    const advice = new EngineError(
      "login",
      "Pull the base image first: the build then uses it.",
      new Error("401"),
      "ours",
    );
    assert.match(explainFailure("Cannot build shop", advice), /log in\. Pull the base image first: .*\.$/);
  });

  test("in Spanish", () => {
    l10n.config({ contents: JSON.parse(spanish) });
    assert.match(explainFailure("No se puede descargar «a»", refused), / El motor dice: «unauthorized: .*»$/);
    assert.match(
      explainFailure("No se puede iniciar «a»", portTaken),
      /^No se puede iniciar «a»: el puerto 8080 está ocupado\. /,
    );
    assert.match(explainFailure("No se puede detener «a»", answer(500, "No way.")), /«a»\. El motor dice: «No way\.»$/);
  });
});
