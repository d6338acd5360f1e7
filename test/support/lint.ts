/** Lints texts in tests. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenDocument } from "../../server/src/documents.ts";
import { languageOfFile, problemsOf } from "../../server/src/languages.ts";
import { safeEdits } from "../../server/src/lint/diagnostics.ts";
import { NO_CONFIG } from "../../server/src/lint/hadolint-config.ts";
import { rules } from "../../server/src/lint/registry.ts";
import { fixesOf, type ImagePlatforms } from "../../server/src/lint/rule.ts";
import { type LintConfig, lintConfig, type Problem } from "../../server/src/lint/run.ts";
import { type RuleSeverity, readSettings } from "../../server/src/shared/settings.ts";
import { applyEdits, type Edit } from "../../server/src/text/span.ts";
import { filesWith } from "./compose.ts";
import { carets } from "./markers.ts";

const FILES = {
  dockerfile: "Dockerfile",
  compose: "compose.yaml",
  dockerignore: ".dockerignore",
  env: ".env",
} as const;
/** What lies beside the file. */
const AROUND = filesWith({
  ".dockerignore": "secret.txt\n",
  ".git/HEAD": "",
  ".env": "SET=1\n",
  "app/Dockerfile": "ARG VERSION\nFROM x AS build\n",
  "base.yaml": "services: {}\n",
  "included.yaml": "services:\n  db:\n    image: postgres:18\n",
  "compose.yaml": "services:\n  web:\n    image: web:${TAG}\n    profiles: [debug]\n",
});
export type Language = keyof typeof FILES;

/** An engine that has one image for another platform. */
export const ON_AMD64: ImagePlatforms = {
  own: "linux/amd64",
  foreign: (reference) => (reference === "example.com/arm:1" ? "linux/arm64" : null),
};

const failing = (message: string): never => assert.fail(message);

export const configWith = (severities: Readonly<Record<string, RuleSeverity>>): LintConfig =>
  lintConfig(
    readSettings((name) => (name === "lint.rules" ? severities : undefined)),
    failing,
    NO_CONFIG,
    null,
    ON_AMD64,
  );

/** Only the one rule, with its own severity or, where that is off, as a warning. */
export function only(id: string): LintConfig {
  const severities = rules.map((it): [string, RuleSeverity] => [
    it.id,
    it.id !== id ? "off" : it.severity === "off" ? "warning" : it.severity,
  ]);
  return configWith(Object.fromEntries(severities));
}

export const open = (text: string, language: Language = "dockerfile"): OpenDocument =>
  new OpenDocument(`file:///shop/${FILES[language]}`, "", 1, text, AROUND);

export function lint(text: string, config = configWith({}), language: Language = "dockerfile"): Problem[] {
  const service = languageOfFile(FILES[language]);
  assert.ok(service);
  return problemsOf(service, open(text, language), config);
}

/** The text after every safe fix, or after the first fix of each finding when `which` says so. */
export function fixed(text: string, problems: readonly Problem[], which: "safe" | "first" = "safe"): string {
  const edits = which === "safe" ? safeEdits(problems) : problems.flatMap((it) => firstEdits(it));
  return applyEdits(text, edits);
}

function firstEdits(problem: Problem): readonly Edit[] {
  const [first] = fixesOf(problem);
  return first && !first.file ? first.edits : [];
}

/** One test per entry: the fixture's carets are exactly what the rule finds. */
export function lintTable(id: string, fixtures: Readonly<Record<string, string>>, config = only(id)): void {
  const { language } = rules.find((it) => it.id === id) ?? failing(`there is no rule ${id}`);
  for (const [name, fixture] of Object.entries(fixtures)) {
    test(`${id}: ${name}`, () => {
      const { text, expected } = carets(fixture);
      const { text: document } = open(text, language);
      const found = lint(text, config, language).map(({ rule, span }) => {
        const [start, end] = [document.positionAt(span.start), document.positionAt(span.end)];
        return `${start.line + 1}:${start.character}-${end.line === start.line ? end.character : "…"} ${rule.id}`;
      });
      const wanted = expected.map((it) => `${it.line + 1}:${it.from}-${it.to} ${it.rule}`);
      assert.deepEqual(found.sort(), wanted.sort(), text);
    });
  }
}
