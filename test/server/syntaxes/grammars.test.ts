import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import * as oniguruma from "vscode-oniguruma";
import * as textmate from "vscode-textmate";

const root = join(import.meta.dirname, "../../..");
const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
const onigLib = oniguruma.loadWASM(wasm).then(() => ({
  createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
  createOnigString: (text: string) => new oniguruma.OnigString(text),
}));
/** Stands in for the grammars that VS Code brings; like the shell's it begins at the blanks before a word. */
const standIn = (scopeName: string) => ({
  scopeName,
  patterns: [
    { match: "&&|\\|\\||;", name: "keyword.operator.shell" },
    { match: "[ \\t]+--?[\\w-]+=", name: "variable.other.assignment.shell" },
    { begin: "[ \\t]+(?=\\\\)", end: "[ \\t](?=x)", name: "meta.argument.shell" },
  ],
});

const registry = new textmate.Registry({
  onigLib,
  async loadGrammar(scope) {
    if (!/docker/.test(scope)) return textmate.parseRawGrammar(JSON.stringify(standIn(scope)), "stand-in.json");
    const file = join(root, "syntaxes", `${scope.replace("source.", "")}.tmLanguage.json`);
    return textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
  },
});

/** Each token with its innermost scope, one line each; tokens without a scope of their own are left out. */
async function highlight(scope: string, text: string): Promise<string[]> {
  const grammar = await registry.loadGrammar(scope);
  assert.ok(grammar);
  const found: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    for (const token of tokens) {
      const own = token.scopes.at(-1) ?? "";
      const words = line.slice(token.startIndex, token.endIndex).trim();
      if (words && own !== scope && own !== "meta.instruction.dockerfile") {
        found.push(`${words} | ${own.replace(/\.docker(file|ignore)$/, "")}`);
      }
    }
    state = ruleStack;
  }
  return found;
}

const dockerfile = (text: string): Promise<string[]> => highlight("source.dockerfile", text);

test("directives, comments and a FROM", async () => {
  assert.deepEqual(
    await dockerfile("# syntax=docker/dockerfile:1\n# note\nFROM --platform=$P docker.io/node:24 AS base"),
    [
      "# | punctuation.definition.comment",
      "syntax | keyword.other.directive",
      "= | keyword.operator.assignment",
      "docker/dockerfile:1 | string.unquoted.directive",
      "# | punctuation.definition.comment",
      "note | comment.line.number-sign",
      "FROM | keyword.other.instruction",
      "-- | punctuation.definition.parameter",
      "platform | variable.parameter.flag",
      "= | keyword.operator.assignment",
      "$ | punctuation.definition.variable",
      "P | variable.other",
      "docker.io/node | entity.name.type.image",
      ": | punctuation.separator.tag",
      "24 | constant.other.tag",
      "AS | keyword.control.as",
      "base | entity.name.type.stage",
    ],
  );
});

test("a RUN goes on over continuations, comments and blank lines, and ends with its line", async () => {
  assert.deepEqual(await dockerfile("RUN a && \\\n  # why\n\n  b\nCMD x"), [
    "RUN | keyword.other.instruction",
    "&& | keyword.operator.shell",
    "\\ | constant.character.escape.line-continuation",
    "# | punctuation.definition.comment",
    "why | comment.line.number-sign",
    "CMD | keyword.other.instruction",
  ]);
});

test("a heredoc is embedded shell until its name stands alone", async () => {
  assert.deepEqual(await dockerfile("RUN <<EOF\na && b\nEOF\nUSER 1"), [
    "RUN | keyword.other.instruction",
    "<< | keyword.operator.heredoc",
    "EOF | entity.name.label.heredoc",
    "a | meta.embedded.block.shellscript",
    "&& | keyword.operator.shell",
    "b | meta.embedded.block.shellscript",
    "EOF | entity.name.label.heredoc",
    "USER | keyword.other.instruction",
    "1 | constant.numeric",
  ]);
});

test("a heredoc is in the language of the program that reads it, or of its first line", async () => {
  const forms: readonly (readonly [string, string])[] = [
    ["python3 <<EOF\nx", "python"],
    ["/usr/bin/python3.13 - <<-'EOF'\nx", "python"],
    ["<<EOF python\nx", "python"],
    ["<<EOF /usr/bin/env node\nx", "javascript"],
    ["node <<EOF\nx", "javascript"],
    ["--mount=type=cache,target=/c <<'EOF'\n#!/usr/bin/env python3\nx", "python"],
    ["<<-EOF\n\t#!/usr/bin/php -q\n\tx", "php"],
    ["<<EOF\n#!/usr/bin/ruby\nx", "ruby"],
    ["perl <<EOF\nx", "perl"],
    ["<<EOF\n#!/bin/bash -e\nx", "shellscript"],
    ["<<eof\nx\neof\nRUN <<EOF\nx", "shellscript"],
  ];
  for (const [form, language] of forms) {
    const tokens = await dockerfile(`RUN ${form}\nEOF\nUSER 1`);
    assert.ok(tokens.includes(`x | meta.embedded.block.${language}`), `${form}\n${tokens.join("\n")}`);
    assert.deepEqual(tokens.slice(-3), [
      "EOF | entity.name.label.heredoc",
      "USER | keyword.other.instruction",
      "1 | constant.numeric",
    ]);
  }
});

test("variables in ENV and the pieces of an exec form", async () => {
  assert.deepEqual(await dockerfile('ENV A="x ${B:-c}" D=1\nONBUILD ENTRYPOINT ["a\\n"]'), [
    "ENV | keyword.other.instruction",
    "A | variable.other.assignment",
    "= | keyword.operator.assignment",
    '" | string.quoted.double',
    "x | string.quoted.double",
    "${ | punctuation.definition.variable",
    "B | variable.other",
    ":- | keyword.operator.expansion",
    "c | variable.other",
    "} | punctuation.definition.variable",
    '" | string.quoted.double',
    "D | variable.other.assignment",
    "= | keyword.operator.assignment",
    "ONBUILD | keyword.control.onbuild",
    "ENTRYPOINT | keyword.other.instruction",
    "[ | punctuation.definition.array.begin",
    '" | string.quoted.double.json',
    "a | string.quoted.double.json",
    "\\n | constant.character.escape",
    '" | string.quoted.double.json',
    "] | punctuation.definition.array.end",
  ]);
});

test("an unknown instruction is marked", async () =>
  assert.deepEqual(await dockerfile("COPPY a b"), ["COPPY | invalid.illegal.instruction"]));

test("patterns of a .dockerignore", async () => {
  assert.deepEqual(await highlight("source.dockerignore", "# all\n**/*.log\n!keep[ab]"), [
    "# | punctuation.definition.comment",
    "all | comment.line.number-sign",
    "** | keyword.operator.wildcard",
    "/ | punctuation.separator.path",
    "* | keyword.operator.wildcard",
    ".log | string.unquoted.pattern",
    "! | keyword.operator.negation",
    "keep | string.unquoted.pattern",
    "[ab] | constant.other.character-class",
  ]);
});

test("flags are not the shell's where nothing else stands on their line", async () => {
  const flags = async (text: string): Promise<string[]> =>
    (await dockerfile(text)).filter((it) => /^(?:mount|type|retries) \|/.test(it));
  assert.deepEqual(await flags("FROM a\nRUN --mount=type=ssh --mount=type=cache \\\n  --mount=type=bind \\\n  x"), [
    "mount | variable.parameter.flag",
    "type | variable.parameter.key",
    "mount | variable.parameter.flag",
    "type | variable.parameter.key",
    "mount | variable.parameter.flag",
    "type | variable.parameter.key",
  ]);
  assert.deepEqual(await flags("FROM a\nHEALTHCHECK --retries=1 \\\n  --retries=3 \\\n  CMD x"), [
    "retries | variable.parameter.flag",
    "retries | variable.parameter.flag",
  ]);
  assert.deepEqual(await flags("FROM a\nRUN --mount=type=ssh x"), []);
});
