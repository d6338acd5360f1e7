import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../server/src/documents.ts";
import { type LanguageService, languageOfFile } from "../../server/src/languages.ts";
import { Problems } from "../../server/src/problems.ts";
import { configWith } from "../support/lint.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The name is one of ours.
const config = configWith({});
const LONG = `FROM alpine:3.22\n${"RUN cd /srv && apk add curl\n".repeat(3000)}`;
const opened = (text: string): OpenDocument => new OpenDocument("file:///shop/Dockerfile", "", 1, text);
const typed = (document: OpenDocument, text: string): void => {
  const at = { line: 0, character: 0 };
  document.change([{ range: { start: at, end: at }, text }], document.version + 1);
};

suite("the problems of an open document", () => {
  test("leave room for others while they are looked for", async () => {
    const document = opened(LONG);
    let turns = 0;
    const count = (): void => {
      turns++;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await new Problems().of(document, service, config);
    clearImmediate(timer);
    assert.ok(turns > 3, `${turns} turns`);
  });
  test("are those of the newest version when it changes meanwhile", async () => {
    const document = opened(LONG);
    const problems = new Problems();
    const search = problems.of(document, service, config);
    await new Promise(setImmediate);
    typed(document, "# more\nNONSENSE\n");
    const found = await search;
    assert.equal(found[0]?.rule.id, "unknown-instruction");
    assert.equal(found.length, (await new Problems().of(opened(document.text.getText()), service, config)).length);
    assert.equal(await problems.of(document, service, config), found);
  });
  test("are looked for once for all who ask, and again when something around has changed", async () => {
    let lints = 0;
    const counting: LanguageService = {
      ...service,
      lint: (...all) => {
        lints++;
        return service.lint(...all);
      },
    };
    const document = opened(LONG);
    const problems = new Problems();
    const [first, second] = await Promise.all([1, 2].map(() => problems.of(document, counting, config)));
    assert.equal(first, second);
    assert.equal(lints, 1);
    problems.forget(document);
    const again = problems.of(document, counting, config);
    await new Promise(setImmediate);
    problems.forget(document);
    assert.equal((await again).length, first?.length);
    assert.equal(lints, 3);
    const other = await problems.of(document, counting, configWith({ "missing-user": "off" }));
    assert.notEqual(other, first);
  });
  test("an error in the search reaches who asks, and the next who asks looks again", async () => {
    let lints = 0;
    const failing: LanguageService = {
      ...service,
      lint: (...all) => {
        if (lints++ === 0) throw new Error("no room");
        return service.lint(...all);
      },
    };
    const document = opened("FROM alpine\n");
    const problems = new Problems();
    await assert.rejects(problems.of(document, failing, config), /no room/);
    assert.ok((await problems.of(document, failing, config)).length > 0);
  });
});
