/** The editing features on texts that nobody would write: they never throw, and what they offer can be applied. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { NO_IMAGES } from "../../../server/src/images/images.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { readSettings } from "../../../server/src/shared/settings.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { open } from "../../support/lint.ts";
import { belowFrom } from "../../support/random.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const OPTIONS = { tabSize: 2, insertSpaces: true, insertFinalNewline: true };
const SETTINGS = readSettings((name) => (name.startsWith("hints.") ? true : undefined));
const REMOTE = { tags: async () => [], signal: new AbortController().signal };
const PIECES = [
  "\\",
  "\n",
  "`",
  '"',
  "'",
  "<<E",
  "E\n",
  "#",
  "--",
  "=",
  "$",
  "{",
  "[",
  "]",
  ",",
  " ",
  "\t",
  "\r",
  "FROM ",
  "RUN ",
  "🐳",
  "\0",
  "&&",
];

async function everything(text: string, offset: number): Promise<void> {
  const document = open(text);
  const at = document.text.positionAt(offset);
  const whole = { start: { line: 0, character: 0 }, end: document.text.positionAt(text.length) };
  service.complete?.(document, at, { snippets: true });
  service.hover?.(document, at);
  await service.completeImage?.(document, at, NO_IMAGES, REMOTE);
  await service.hoverImage?.(document, at, NO_IMAGES);
  service.hints?.(document, whole, SETTINGS, null);
  service.names?.(document);
  service.rename?.(document, at, "x");
  for (const typed of ["\n", "\\", "`"]) service.formatOnType?.(document, at, typed, OPTIONS);
  const edits = [
    service.format?.(document, OPTIONS) ?? [],
    service.formatRange?.(document, { start: at, end: at }, OPTIONS) ?? [],
    ...(service.rewrites?.(document, { start: at, end: at }) ?? []).map(
      (it) => Object.values(it.edit?.changes ?? {})[0] ?? [],
    ),
  ];
  for (const changes of edits) {
    const spans = changes
      .map(({ range }) => [document.text.offsetAt(range.start), document.text.offsetAt(range.end)] as const)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    for (const [i, [start, end]] of spans.entries()) {
      assert.ok(start <= end && end <= text.length, JSON.stringify(text));
      assert.ok(start >= (spans[i - 1]?.[1] ?? 0), `overlapping edits: ${JSON.stringify(text)}`);
    }
  }
}

suite("editing whatever is there", () => {
  test("every prefix of every fixture", async () => {
    for (const text of FIXTURES)
      for (let end = 0; end <= text.length; end += 2) await everything(text.slice(0, end), end);
  });

  const seed = Date.now() % 1_000_000;
  test(`random edits, seed ${seed}`, async () => {
    const random = belowFrom(seed);
    for (const fixture of FIXTURES) {
      let text = fixture;
      for (let i = 0; i < 150; i++) {
        const from = random(text.length + 1);
        const to = random(3) === 0 ? Math.min(text.length, from + random(6)) : from;
        text = text.slice(0, from) + (PIECES[random(PIECES.length)] ?? "") + text.slice(to);
        await everything(text, random(text.length + 1));
      }
    }
  });

  test("50,000 lines are formatted, refactored and hinted in no time that anybody would notice", () => {
    const text = `ARG V=1\nFROM a AS b\n${"ENV A=$V\nRUN x && \\\ny\n\n".repeat(12_500)}`;
    const document = open(text);
    const started = Date.now();
    assert.equal(service.format?.(document, OPTIONS).length, 12_500);
    const at = document.text.positionAt(text.length - 3);
    service.rewrites?.(document, { start: at, end: at });
    const all = { start: { line: 0, character: 0 }, end: at };
    service.hints?.(document, all, SETTINGS, null);
    assert.ok(Date.now() - started < 5000, `${Date.now() - started} ms`);
  });
});
