import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { MarkupContent } from "vscode-languageserver-types";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOf, problemsOf } from "../../../server/src/languages.ts";
import { filesWith } from "../../support/compose.ts";
import { only } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const FILES = filesWith({
  "src/a.ts": "",
  "src/deep/b.log": "",
  "c.log": "",
  "odd[1].txt": "",
  "app/node_modules/x": "",
});

function at(marked: string, name = ".dockerignore") {
  const { text, offset } = cursor(marked);
  const document = new OpenDocument(`file:///shop/${name}`, "", 1, text, FILES);
  const service = languageOf(document) as LanguageService; // Known by its name.
  return { document, service, position: document.text.positionAt(offset) };
}
function items(marked: string, name?: string) {
  const { document, service, position } = at(marked, name);
  return service.complete?.(document, position, { snippets: true }) ?? [];
}
const labels = (marked: string, name?: string): string[] => items(marked, name).map((it) => it.label);
function hover(marked: string): string {
  const { document, service, position } = at(marked);
  return (service.hover?.(document, position)?.contents as MarkupContent | undefined)?.value ?? "";
}
function problems(text: string, rule: string): string[] {
  const { document, service } = at(`<|>${text}`);
  return problemsOf(service, document, only(rule)).map(({ span }) => text.slice(span.start, span.end));
}

suite("completion in a .dockerignore", () => {
  test("paths that are there, then what is often kept out", () => {
    const found = labels("<|>");
    assert.deepEqual(found.slice(0, 4), ["src", "c.log", "odd[1].txt", "app"]);
    assert.ok(found.includes(".git"));
  });
  test("in a folder, behind an exclamation mark, and in the file of one Dockerfile", () => {
    assert.deepEqual(labels("x\n!src/<|>"), ["a.ts", "deep"]);
    assert.deepEqual(labels("src/de<|>", "web.Dockerfile.dockerignore"), ["a.ts", "deep"]);
  });
  test("a name that would be a pattern is escaped", () =>
    assert.equal(items("<|>").find((it) => it.label === "odd[1].txt")?.textEdit?.newText, "odd\\[1].txt"));
  test("nothing in a comment, outside the folder or below a pattern", () => {
    for (const marked of ["# <|>", "../<|>", "**/src/<|>"]) assert.deepEqual(labels(marked), [], marked);
  });
});

suite("hover of a pattern", () => {
  test("says what it matches", () => {
    assert.match(hover("**/*.l<|>og"), /Matches here: 2.*`c\.log`.*`src\/deep\/b\.log`/s);
    assert.match(hover("c.log\n!c.l<|>og"), /back into/);
    assert.match(hover("a[<|>"), /refuses/);
    assert.equal(hover("# c<|>.log"), "");
  });
});

suite("findings in a .dockerignore", () => {
  test("patterns that match nothing", () => {
    const text = "src\nscr\n*.log\n*.tmp\n!src/a.ts\n/src/deep/\nnode_modules\n**/node_modules\n";
    assert.deepEqual(problems(text, "unmatched-ignore-pattern"), ["scr", "*.tmp", "node_modules"]);
  });
  test("half a surrogate pair is a pattern like any other", () =>
    assert.deepEqual(problems("src\n\uD83D\n*\uDC00\n", "unmatched-ignore-pattern"), ["\uD83D", "*\uDC00"]));
  test("patterns that Docker refuses", () =>
    assert.deepEqual(problems("a\nb[\n!\n c\\\r\n", "invalid-ignore-pattern"), ["b[", "!", "c\\"]));
});
