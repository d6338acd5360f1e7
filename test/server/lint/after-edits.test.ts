/** What a rule finds does not depend on how the text came about: each line of its example is taken out and put back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile, problemsOf } from "../../../server/src/languages.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import { plain } from "../../support/fuzz.ts";
import { configWith } from "../../support/lint.ts";

const config = configWith(Object.fromEntries(rules.map((it) => [it.id, "warning"])));
const FILES = { dockerfile: "Dockerfile", compose: "compose.yaml", dockerignore: ".dockerignore", env: ".env" };

for (const { id, language, docs } of rules) {
  test(`${id} after its lines have gone and come back`, () => {
    const name = FILES[language];
    const service = languageOfFile(name) as LanguageService; // The name is one of ours.
    const opened = (text: string) => new OpenDocument(`file:///shop/${name}`, "", 0, text);
    const found = (document: OpenDocument) => problemsOf(service, document, config).map(plain);
    const document = opened(docs.bad);
    found(document);
    let version = 0;
    const lines = docs.bad.split("\n").slice(0, -1);
    for (const [line, text] of lines.entries()) {
      const [start, end] = [
        { line, character: 0 },
        { line: line + 1, character: 0 },
      ];
      document.change([{ range: { start, end }, text: "" }], ++version);
      assert.deepEqual(found(document), found(opened(document.text.getText())), `without line ${line + 1}`);
      document.change([{ range: { start, end: start }, text: `${text}\n` }], ++version);
      assert.deepEqual(found(document), found(opened(docs.bad)), `with line ${line + 1} again`);
    }
  });
}
