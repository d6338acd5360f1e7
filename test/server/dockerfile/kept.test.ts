/** What is kept from version to version is what a look at the whole new text would give. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { writtenOnce } from "../../../server/src/written-once.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { belowFrom } from "../../support/random.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const PIECES = ["\n", " ", "\\\n", "#", "FROM a AS b\n", "COPY --from=b x y\n", "ONBUILD RUN x\n", "b", "<<E\nE\n"];
const opened = (text: string): OpenDocument => new OpenDocument("file:///shop/Dockerfile", "dockerfile", 1, text);
const answers = (document: OpenDocument): unknown => [service.tokens?.(document), service.symbols?.(document)];

suite("what is kept", () => {
  const seed = Date.now() % 1_000_000;
  test(`tokens and symbols after random edits, seed ${seed}`, () => {
    const random = belowFrom(seed);
    for (const fixture of FIXTURES) {
      const document = opened(`FROM a AS b\nRUN x\n\n  FROM b\nCOPY --from=b . .\n${fixture}`);
      for (let version = 2; version < 60; version++) {
        const from = random(document.length + 1);
        const to = random(2) === 0 ? Math.min(document.length, from + random(8)) : from;
        const range = { start: document.text.positionAt(from), end: document.text.positionAt(to) };
        document.change([{ range, text: PIECES[random(PIECES.length)] ?? "" }], version);
        assert.deepEqual(answers(document), answers(opened(document.text.getText())), document.text.getText());
      }
    }
  });

  test("a stage that is indented or moved by what is typed above it", () => {
    const document = opened("FROM a\n  FROM b\nRUN x\n");
    const type = (character: number, text: string, version: number): void =>
      document.change([{ range: { start: { line: 1, character }, end: { line: 1, character } }, text }], version);
    answers(document);
    type(1, " ", 2);
    assert.deepEqual(answers(document), answers(opened("FROM a\n   FROM b\nRUN x\n")));
    type(0, "\n", 3);
    assert.deepEqual(answers(document), answers(opened("FROM a\n\n   FROM b\nRUN x\n")));
  });

  test("symbols of stages that did not change are the same objects, and their JSON is the same as ever", async () => {
    const document = opened("FROM a AS one\nRUN x\nFROM b AS two\nRUN y\n");
    const [one, two] = service.symbols?.(document) ?? [];
    document.change([{ range: { start: { line: 3, character: 5 }, end: { line: 3, character: 5 } }, text: "z" }], 2);
    const result = service.symbols?.(document);
    assert.equal(result?.[0], one);
    assert.notEqual(result?.[1], two);
    for (const message of [
      { jsonrpc: "2.0", id: 1, result },
      { jsonrpc: "2.0", id: 2, result: [null, 1, "é"] },
      { jsonrpc: "2.0", id: 2, result: { isIncomplete: true, itemDefaults: { data: 1 }, items: result } },
      { id: 3 },
    ])
      for (let round = 0; round < 2; round++)
        assert.deepEqual(JSON.parse(Buffer.from(await writtenOnce.encode(message)).toString()), message);
  });
});
