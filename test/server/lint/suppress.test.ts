import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { codeActionsOf } from "../../../server/src/languages.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import { ignoredInConfig, suppressInDockerfile, suppressInLines } from "../../../server/src/lint/suppress.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { lint, only, open } from "../../support/lint.ts";

/** The text after the nth offer for the first finding of a rule. */
function after(text: string, id: string, nth: number): string {
  const [problem] = lint(text, only(id));
  assert.ok(problem, text);
  return applyEdits(text, suppressInDockerfile(open(text).dockerfile, problem)[nth]?.edits ?? []);
}

suite("switching a finding off", () => {
  test("here: a comment in the words of the tool that has the rule", () => {
    assert.equal(after("FROM alpine\n", "untagged-base-image", 0), "# hadolint ignore=DL3006\nFROM alpine\n");
    assert.equal(
      after("FROM a:1 AS base\r\n  COPPY a b\r\n", "unknown-instruction", 0),
      "FROM a:1 AS base\r\n  # gantry ignore=unknown-instruction\r\n  COPPY a b\r\n",
    );
  });
  test("here, where a comment already does that for others", () =>
    assert.equal(
      after("# hadolint ignore=DL3007\nFROM alpine\n", "untagged-base-image", 0),
      "# hadolint ignore=DL3007,DL3006\nFROM alpine\n",
    ));
  test("here, above an instruction of several lines", () =>
    assert.equal(
      after("FROM a:1\nRUN id \\\n  && sudo id\n", "no-sudo", 0),
      "FROM a:1\n# hadolint ignore=DL3004\nRUN id \\\n  && sudo id\n",
    ));
  test("in this stage", () =>
    assert.equal(
      after("FROM a:1\nFROM b:1\nRUN sudo id\n", "no-sudo", 1),
      "FROM a:1\n# hadolint stage ignore=DL3004\nFROM b:1\nRUN sudo id\n",
    ));
  test("in this file, below the parser directives", () =>
    assert.equal(
      after("# syntax=docker/dockerfile:1\n# escape=\\\n\nFROM a:1\nRUN sudo id\n", "no-sudo", 2),
      "# syntax=docker/dockerfile:1\n# escape=\\\n# hadolint global ignore=DL3004\n\nFROM a:1\nRUN sudo id\n",
    ));
  test("in the configuration, whose comments stay", () => {
    const rule = rules.find((it) => it.id === "no-sudo");
    assert.ok(rule);
    assert.equal(ignoredInConfig("", rule), "ignored:\n  - DL3004\n");
    assert.equal(
      ignoredInConfig("# ours\nignored:\n  - DL3006 # why\nfailure-threshold: info\n", rule),
      "# ours\nignored:\n  - DL3006 # why\n  - DL3004\nfailure-threshold: info\n",
    );
    assert.equal(ignoredInConfig("ignored: [", rule), null);
    assert.equal(ignoredInConfig("- a", rule), null);
  });
  test("in the configuration only where hadolint knows the rule, and only there is one to be had", () => {
    const titles = (text: string, uri: string | null): string[] => {
      const document = open(text);
      const end = { line: 9, character: 0 };
      const config = uri === null ? null : { uri, text: null };
      const range = { start: { line: 0, character: 0 }, end };
      return codeActionsOf(document, lint(text), range, config).map((it) => it.title);
    };
    const uri = "file:///shop/.hadolint.yaml";
    assert.deepEqual(titles("FROM alpine\n", uri), [
      "Ignore `untagged-base-image` here",
      "Ignore `untagged-base-image` in this file",
      "Ignore `untagged-base-image` in .hadolint.yaml",
    ]);
    assert.equal(titles("FROM alpine\n", null).length, 2);
    assert.ok(titles("FROM a:1\nCOPPY a b\n", uri).every((it) => !it.includes("hadolint")));
  });
});

for (const rule of rules.filter((it) => it.id !== "ignore-comment" && it.id !== "yaml-syntax")) {
  test(`${rule.id} can be switched off, here and in the file`, () => {
    const { bad } = rule.docs;
    const found = lint(bad, only(rule.id), rule.language);
    const [problem] = found;
    assert.ok(problem);
    const document = open(bad, rule.language);
    const fixes =
      rule.language === "dockerfile"
        ? suppressInDockerfile(document.dockerfile, problem)
        : suppressInLines(document.text, problem);
    for (const [index, fix] of fixes.entries()) {
      const text = applyEdits(bad, fix.edits);
      const left = lint(text, only(rule.id), rule.language);
      if (index === fixes.length - 1) assert.deepEqual(left, [], text);
      else assert.ok(left.length < found.length, text);
    }
  });
}
