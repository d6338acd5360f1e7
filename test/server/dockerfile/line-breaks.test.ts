/** Files whose lines end with CRLF are changed as those whose lines end with LF. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeAction, Position, TextEdit } from "vscode-languageserver-types";
import { codeActionsOf, type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { lint, only, open } from "../../support/lint.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const withCrlf = (text: string): string => text.replace(/\n/g, "\r\n");

function applied(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create("file:///shop/Dockerfile", "dockerfile", 1, text), [...edits]);
}
/** What each action makes of the text, by its title. */
function results(text: string, actions: readonly CodeAction[]): [string, string][] {
  return actions.map(({ title, edit }) => [title, applied(text, Object.values(edit?.changes ?? {})[0] ?? [])]);
}
function fixesOf(id: string, text: string): [string, string][] {
  const document = open(text);
  const all = { start: { line: 0, character: 0 }, end: document.text.positionAt(text.length) };
  return results(text, codeActionsOf(document, lint(text, only(id)), all, only(id)));
}
function rewritesOf(text: string, at: Position): [string, string][] {
  return results(text, service.rewrites?.(open(text), { start: at, end: at }) ?? []);
}
const inCrlf = (all: [string, string][]): [string, string][] => all.map(([title, text]) => [title, withCrlf(text)]);

suite("line breaks", () => {
  for (const { id, language, docs } of rules)
    if (language === "dockerfile")
      test(`fixes of ${id}`, () => assert.deepEqual(fixesOf(id, withCrlf(docs.bad)), inCrlf(fixesOf(id, docs.bad))));

  test("refactorings", () => {
    for (const text of FIXTURES.filter((it) => !it.includes("\r"))) {
      const lines = text.split("\n");
      for (const [line, { length }] of lines.entries()) {
        const at = { line, character: Math.min(4, length) };
        assert.deepEqual(rewritesOf(withCrlf(text), at), inCrlf(rewritesOf(text, at)), JSON.stringify(text));
      }
    }
  });

  test("formatting", () => {
    const options = { tabSize: 4, insertSpaces: true, insertFinalNewline: true };
    const formatted = (text: string): string => applied(text, service.format?.(open(text), options) ?? []);
    for (const text of FIXTURES.filter((it) => !it.includes("\r")))
      assert.equal(formatted(withCrlf(text)), withCrlf(formatted(text)));
  });
});
