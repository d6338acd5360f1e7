import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parse } from "yaml";
import { codeActionsOf } from "../../../server/src/languages.ts";
import { hadolintConfig } from "../../../server/src/lint/hadolint-config.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import type { Rule } from "../../../server/src/lint/rule.ts";
import { lintConfig, type Problem } from "../../../server/src/lint/run.ts";
import { ignoredInConfig, suppressInDockerfile, suppressInLines } from "../../../server/src/lint/suppress.ts";
import { readSettings } from "../../../server/src/shared/settings.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { configWith, lint, ON_AMD64, only, open } from "../../support/lint.ts";

const NO_SETTINGS = readSettings(() => undefined);

/** The text after the nth offer for the first finding of a rule. */
function after(text: string, id: string, nth: number): string {
  const [problem] = lint(text, only(id));
  assert.ok(problem, text);
  return applyEdits(text, suppressInDockerfile(open(text).dockerfile, problem)[nth]?.edits ?? []);
}

/** A configuration after the rule is put among those that it ignores; null where that is not offered. */
function configAfter(text: string, rule: Rule): string | null {
  const fix = ignoredInConfig("file:///shop/Dockerfile", { uri: "file:///shop/.hadolint.yaml", text }, [rule]);
  return fix && applyEdits(text, fix.edits);
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
    assert.equal(configAfter("", rule), "ignored:\n  - DL3004\n");
    assert.equal(
      configAfter("# ours\nignored:\n  - DL3006 # why\nfailure-threshold: info\n", rule),
      "# ours\nignored:\n  - DL3006 # why\n  - DL3004\nfailure-threshold: info\n",
    );
    assert.equal(configAfter("ignored: [", rule), null);
    assert.equal(configAfter("- a", rule), null);
  });
  test("here and in the stage, where a comment stands that must stay in its line", () => {
    const text = "# hadolint ignore=DL3007\nFROM alpine:3\nRUN sudo id\n";
    const stage = after(text, "no-sudo", 1);
    assert.equal(stage, `# gantry stage ignore=no-sudo\n${text}`);
    assert.deepEqual(lint(stage, only("no-sudo")), []);
    const here = after("# hadolint stage ignore=DL3004\nFROM alpine\n", "untagged-base-image", 0);
    assert.equal(here, "# gantry ignore=untagged-base-image\n# hadolint stage ignore=DL3004\nFROM alpine\n");
    assert.deepEqual(lint(here, only("untagged-base-image")), []);
  });
  test("here, below a list that hadolint cannot read", () =>
    assert.equal(
      after("# hadolint ignore=nothing\nFROM alpine\n", "untagged-base-image", 0),
      "# hadolint ignore=nothing\n# hadolint ignore=DL3006\nFROM alpine\n",
    ));
  test("in the configuration by our name where hadolint has none, but not what stops a build", () => {
    const titles = (text: string, uri: string | null, config = configWith({})): string[] => {
      const document = open(text);
      const end = { line: 9, character: 0 };
      const file = uri === null ? null : { uri, text: null };
      const range = { start: { line: 0, character: 0 }, end };
      const more = { pins: [], file, showsSettings: true };
      return codeActionsOf(document, lint(text, config), range, config, more).map((it) => it.title);
    };
    const uri = "file:///shop/.hadolint.yaml";
    assert.deepEqual(titles("FROM alpine\n", uri), [
      "Ignore `untagged-base-image` here",
      "Ignore `untagged-base-image` in this file",
      "Ignore `untagged-base-image` in .hadolint.yaml",
    ]);
    assert.equal(titles("FROM alpine\n", null).length, 2);
    assert.ok(titles("FROM a:1\nCOPPY a b\n", uri).every((it) => !it.includes("hadolint")));
    assert.ok(titles("FROM a:1\nrun b\n", uri).includes("Ignore `instruction-case` in .hadolint.yaml"));
    assert.deepEqual(
      titles("FROM alpine\n", uri, configWith({ DL3006: "warning" })).slice(2),
      ["Show the setting for `untagged-base-image`"],
      "what the settings say holds, whatever the file says",
    );
  });
  test("by our own comments where the project switches off those of hadolint", () => {
    const config = lintConfig(NO_SETTINGS, assert.fail, hadolintConfig({ "disable-ignore-pragma": true }));
    const text = "FROM a:1 AS base\nRUN sudo id\n";
    const problems = lint(text, config).filter((it) => it.rule.id === "no-sudo");
    const range = { start: { line: 1, character: 4 }, end: { line: 1, character: 4 } };
    const actions = codeActionsOf(open(text), problems, range, config).filter((it) => it.title.startsWith("Ignore"));
    assert.equal(actions.length, 3);
    for (const { edit } of actions) {
      const [change] = edit?.changes?.["file:///shop/Dockerfile"] ?? [];
      assert.match(change?.newText ?? "", /^# gantry (?:stage |global )?ignore=no-sudo\n$/);
      const lines = text.split("\n");
      lines.splice(change?.range.start.line ?? 0, 0, change?.newText.trimEnd() ?? "");
      assert.deepEqual(
        lint(lines.join("\n"), config).filter((it) => it.rule.id === "no-sudo"),
        [],
      );
    }
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

for (const rule of rules.filter((it) => it.language === "dockerfile")) {
  const override = `override:\n  warning:\n    - ${rule.id}\n`;
  const yaml = configAfter(override, rule);
  if (yaml === null) continue;
  test(`${rule.id} can be switched off in the configuration`, () => {
    const problems = (config: string): Problem[] =>
      lint(rule.docs.bad, lintConfig(NO_SETTINGS, assert.fail, hadolintConfig(parse(config)), null, ON_AMD64));
    assert.ok(problems(override).some((it) => it.rule === rule));
    assert.ok(problems(yaml).every((it) => it.rule !== rule));
  });
}
