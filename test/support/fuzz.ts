/** Random edits, the same for the same seed: `SEED=123 npm run test:unit` repeats a run. */
import assert from "node:assert/strict";
import { OpenDocument } from "../../server/src/documents.ts";
import { type LanguageService, languageOfFile, problemsOf } from "../../server/src/languages.ts";
import { rules } from "../../server/src/lint/registry.ts";
import type { LintConfig, Problem } from "../../server/src/lint/run.ts";
import { readSettings } from "../../server/src/shared/settings.ts";
import { configWith } from "./lint.ts";
import { randomFrom } from "./random.ts";

interface Fuzz {
  /** Chooses the language. */
  readonly fileName: string;
  readonly texts: readonly string[];
  /** What is typed. */
  readonly pieces: readonly string[];
  readonly edits: number;
}

/** After how many edits the result is compared with that of the same text read anew. */
const COMPARED = 20;
/** Edits to one document before the next is begun. */
const TOGETHER = 50;
const LONGEST = 3000;
/** About as many steps as there are rules. */
const MOST_STEPS = 150;

/** Every rule on: a rule that looks further than it says is found here. */
const config: LintConfig = configWith(
  Object.fromEntries(rules.map((it) => [it.id, it.severity === "off" ? "warning" : it.severity])),
);

/** Checks that a document linted after each edit says the same as its text when it is opened. */
export function fuzz({ fileName, texts, pieces, edits }: Fuzz): void {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  console.info(`seed ${seed}`);
  const random = randomFrom(seed);
  const below = (end: number): number => Math.floor(random() * end);
  const pick = (all: readonly string[]): string => all[below(all.length)] ?? "";
  const service = languageOfFile(fileName) as LanguageService; // The name is one of ours.
  const opened = (text: string) => new OpenDocument(`file:///shop/${fileName}`, "", 0, text);
  let document = opened("");
  for (let edit = 0; edit < edits; edit++) {
    if (edit % TOGETHER === 0) document = opened(Array.from({ length: 1 + below(2) }, () => pick(texts)).join("\n"));
    const { length } = document.text.getText();
    const start = below(length + 1);
    const end = length > LONGEST ? length : Math.min(length, start + (random() < 0.6 ? 0 : below(20)));
    const range = { start: document.text.positionAt(start), end: document.text.positionAt(end) };
    document.change([{ range, text: random() < 0.25 ? "" : pick(pieces) }], edit);
    if (random() < 0.6) continue; // Several changes before anybody looks.
    if (random() < 0.25) {
      // The next change comes in the middle.
      const steps = service.lint(document, config);
      for (let left = below(MOST_STEPS); left > 0 && !steps.next().done; left--);
      continue;
    }
    const text = document.text.getText();
    const problems = problemsOf(service, document, config);
    if (edit % COMPARED === 0) {
      const where = `seed ${seed}, edit ${edit}: ${JSON.stringify(text)}`;
      assert.deepEqual(problems.map(plain), problemsOf(service, opened(text), config).map(plain), where);
    }
    if (edit % (COMPARED * 2) === 0) askAll(service, document, below(text.length + 1));
  }
}

const SETTINGS_AS_THEY_ARE = readSettings(() => undefined);

/** Everything that an editor asks about a place. */
export function askAll(service: LanguageService, document: OpenDocument, offset: number): void {
  const at = document.text.positionAt(offset);
  service.complete?.(document, at, { snippets: true });
  service.hover?.(document, at);
  service.signature?.(document, at);
  service.definition?.(document, at);
  service.references?.(document, at, true);
  service.highlight?.(document, at);
  service.prepareRename?.(document, at);
  service.rename?.(document, at, "other");
  service.symbols?.(document);
  service.folding?.(document);
  service.selection?.(document, at);
  service.links?.(document);
  service.tokens?.(document);
  service.hints?.(document, { start: { line: 0, character: 0 }, end: at }, SETTINGS_AS_THEY_ARE, null);
  service.rewrites?.(document, { start: at, end: at });
  service.format?.(document, { tabSize: 4, insertSpaces: true });
}

const span = (it: { readonly start: number; readonly end: number }) => [it.start, it.end];

/** All that can be told of it, the places as numbers. */
export function plain({ rule, severity, span: place, message, options }: Problem): unknown {
  const fixes = options.fixes ?? (options.fix ? [options.fix] : []);
  return {
    rule: rule.id,
    severity,
    place: span(place),
    message,
    args: options.args,
    fixes: fixes.map((it) => it.edits.map((edit) => [...span(edit.span), edit.newText])),
    related: options.related?.map((it) => span(it.span)),
  };
}
