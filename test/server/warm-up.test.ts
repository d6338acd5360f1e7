import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../server/src/documents.ts";
import { languageOf } from "../../server/src/languages.ts";
import { lintConfig } from "../../server/src/lint/run.ts";
import { readSettings } from "../../server/src/shared/settings.ts";
import { typeIn } from "../../server/src/warm-up.ts";

suite("warming up", () => {
  const texts = {
    "an empty file": "",
    "lines of every kind": "FROM node:24 AS build\r\n# note\nRUN <<EOF\necho a\nEOF\n\nCOPY --from=build a b",
    "a text cut within a character": "FROM a\nLABEL a=\ud83d",
    "one long line": `RUN ${"echo ".repeat(900)}`,
    "no language at all": "\0\r\r\ufeff{{{",
    "a compose file": "services:\n  web:\n    image: a\n    ports: [80:80]\nnetworks:\n",
  };
  for (const [name, text] of Object.entries(texts)) {
    for (const uri of ["file:///shop/Dockerfile", "file:///shop/compose.yaml"]) {
      test(`leaves ${name} as it is: ${uri.slice(13)}`, () => {
        const logged: string[] = [];
        const document = new OpenDocument(uri, "plaintext", 1, text);
        const service = languageOf(document);
        assert.ok(service);
        const config = lintConfig(
          readSettings(() => undefined),
          (message) => logged.push(message),
        );
        for (const _ of typeIn(document, service, config)) assert.ok(document.length <= text.length + 1);
        assert.equal(document.text.getText(), text);
        assert.deepEqual(logged, []);
      });
    }
  }
});
