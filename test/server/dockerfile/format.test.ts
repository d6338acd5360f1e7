import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { TextEdit } from "vscode-languageserver-types";
import type { Dockerfile } from "../../../server/src/dockerfile/dockerfile.ts";
import type { Instruction } from "../../../server/src/dockerfile/instruction.ts";
import { scriptOf } from "../../../server/src/dockerfile/script.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { open } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const OPTIONS = { tabSize: 4, insertSpaces: true, insertFinalNewline: true };

function apply(text: string, changes: readonly TextEdit[] | undefined): string {
  const { text: document } = open(text);
  const edits = (changes ?? []).map(({ range, newText }) => ({
    span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
    newText,
  }));
  return applyEdits(text, edits);
}
const formatted = (text: string): string => apply(text, service.format?.(open(text), OPTIONS));
function onType(marked: string, typed: string): string {
  const { text, offset } = cursor(marked);
  const document = open(text);
  return apply(text, service.formatOnType?.(document, document.text.positionAt(offset), typed, OPTIONS));
}

const pairsOf = (it: Instruction) => (/^(?:ARG|ENV|LABEL)$/.test(it.keyword) ? it.pairs : []);

/** What is built, without the blanks that make no difference. */
function meaning(file: Dockerfile): unknown {
  const plain = (text: string): string => text.trim().replace(/[ \t]+(?=(?:[^"']|"[^"]*"|'[^']*')*$)/g, " ");
  return {
    directives: file.directives.map(({ name, value }) => [name, value]),
    instructions: file.instructions.map((it) => [
      it.keyword,
      it.flags.map(({ word }) => word.text),
      it.json?.values ?? pairsOf(it).map(({ name, value }) => [name.text, value?.text.trim()]),
      it.words.map((word) => word.text),
      plain(it.args.text),
      it.heredocs.map((heredoc) => [heredoc.name, it.bodyText(heredoc)]),
      it.keyword === "RUN" ? scriptOf(it)?.commands.map(({ command }) => command.words.map((word) => word.value)) : [],
    ]),
  };
}

suite("formatting", () => {
  /** Without an `after` it stays as it is. */
  const cases: Readonly<Record<string, readonly [before: string, after?: string]>> = {
    "blanks at the ends of lines": ["FROM a  \nRUN b \\  \n    c\t\n# d \n", "FROM a\nRUN b \\\n    c\n# d\n"],
    "instructions start in the first column": ["FROM a\n  RUN b\n", "FROM a\nRUN b\n"],
    "one blank behind the keyword and between flags": [
      "FROM   a   AS  b\nCOPY \t--link   --chmod=1  x   y\n",
      "FROM a AS b\nCOPY --link --chmod=1 x   y\n",
    ],
    "lines that go on are indented": ["FROM a\nRUN b \\\nc \\\nd\n", "FROM a\nRUN b \\\n    c \\\n    d\n"],
    "what is aligned stays aligned": ["FROM a\nRUN b \\\n && c \\\n      d    \\\n && e\n"],
    "a block moves as one": ["FROM a\nRUN b \\\n&& c \\\n   -d\n", "FROM a\nRUN b \\\n    && c \\\n       -d\n"],
    "a text in quotes keeps its blanks": [
      'FROM a\nRUN echo "b \\\nc   \\\n d" \\\ne\n',
      'FROM a\nRUN echo "b \\\nc   \\\n d" \\\n    e\n',
    ],
    "a word that goes on in the next line stays whole": ["FROM a\nRUN ec\\\nho b\n"],
    "heredocs are not touched": [
      "FROM a\nRUN   <<E  \n  x  \n\n\n\n\n\ty \nE\n",
      "FROM a\nRUN <<E\n  x  \n\n\n\n\n\ty \nE\n",
    ],
    "the value of an old ENV keeps its blanks": ["FROM a\nENV A b \\\nc\n"],
    "for another interpreter every blank may count": ['FROM a\nSHELL ["python3", "-c"]\nRUN if 1: \\\nprint(2)\n'],
    "two empty lines are enough": ["FROM a\n\n \n\n\nRUN b\n", "FROM a\n\n\nRUN b\n"],
    "no comment becomes a directive": ["\n # escape=`\nFROM a\n  # b\n", "\n # escape=`\nFROM a\n# b\n"],
    "the last line ends": ["FROM a\r\nRUN b", "FROM a\r\nRUN b\r\n"],
    "a heredoc without its end takes the rest": ["FROM a\nRUN <<E\nx  \n "],
  };
  for (const [name, [before, after = before]] of Object.entries(cases))
    test(name, () => assert.equal(formatted(before), after));

  test("twice is as once, and what is built stays the same, for every fixture and every example of a rule", () => {
    const examples = rules.filter((it) => it.language === "dockerfile").flatMap(({ docs }) => [docs.bad, docs.good]);
    const texts = [...FIXTURES, ...examples, ...Object.values(cases).map(([before]) => before)];
    for (const text of texts.flatMap((it) => [it, it.replace(/\n[ \t]+/g, "\n"), it.replaceAll("\n", " \t\r\n")])) {
      const once = formatted(text);
      assert.equal(formatted(once), once, text);
      assert.deepEqual(meaning(open(once).dockerfile), meaning(open(text).dockerfile), text);
    }
  });

  test("of a range only what is in it", () => {
    const text = "FROM  a\nRUN  b\nRUN  c\n";
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } };
    const changes = service.formatRange?.(open(text), range, OPTIONS);
    assert.equal(apply(text, changes), "FROM  a\nRUN b\nRUN  c\n");
  });
  test("of a range whole lines, wherever in them it begins and ends", () => {
    const text = "FROM  a\n  RUN  b \nRUN  c\n";
    const range = { start: { line: 1, character: 5 }, end: { line: 1, character: 6 } };
    assert.equal(apply(text, service.formatRange?.(open(text), range, OPTIONS)), "FROM  a\nRUN b\nRUN  c\n");
  });
});

suite("formatting while typing", () => {
  test("the line after the first one that goes on is indented", () =>
    assert.equal(onType("FROM a\nRUN b \\\n<|>", "\n"), "FROM a\nRUN b \\\n    "));
  test("later lines keep what the editor gave them", () =>
    assert.equal(onType("FROM a\nRUN b \\\n  c \\\n  <|>", "\n"), "FROM a\nRUN b \\\n  c \\\n  "));
  test("the line after the last one that went on starts at the left again", () => {
    assert.equal(onType("FROM a\nRUN b \\\n  c\n  <|>", "\n"), "FROM a\nRUN b \\\n  c\n");
    assert.equal(
      onType("# escape=`\nFROM a\nRUN b `\n\tc\n\t<|>\nUSER x", "\n"),
      "# escape=`\nFROM a\nRUN b `\n\tc\n\nUSER x",
    );
  });
  test("what stands behind the cursor stays where it is", () => {
    for (const text of [
      "FROM a\nRUN b \\\n  c\n  <|>d",
      "FROM a\nRUN <<E\n  c\n  <|>\nE",
      "FROM a\nRUN b \\\n  # c\n  <|>",
      "FROM a\n  RUN b\n  <|>",
    ])
      assert.equal(onType(text, "\n"), text.replace("<|>", ""), text);
  });
  test("nothing after an instruction that ends, in a heredoc or in a comment", () => {
    for (const text of ["FROM a\nRUN b\n<|>", "FROM a\nRUN <<E\nx \\\n<|>\nE\n", "FROM a\n# x \\\n<|>"])
      assert.equal(onType(text, "\n"), text.replace("<|>", ""));
  });
  test("the escape character indents what it joins", () =>
    assert.equal(onType("FROM a\nRUN b \\<|>\nc\n", "\\"), "FROM a\nRUN b \\\n    c\n"));
  test("a backslash leaves the instruction below where it is", () => {
    for (const text of [
      "FROM a\nRUN b \\<|>\nRUN c \\\n  d\n",
      "FROM a \\<|>\n\n# e\nRUN c\n",
      "from a\nrun b \\<|>\r\ncmd c\n",
      "FROM a\nHEALTHCHECK CMD b \\<|>\nCMD c\n",
    ])
      assert.equal(onType(text, "\\"), text.replace("<|>", ""), text);
    for (const [text, after] of [
      ["FROM a\nHEALTHCHECK --retries=1 \\<|>\nCMD b\n", "FROM a\nHEALTHCHECK --retries=1 \\\n    CMD b\n"],
      ["FROM a\nONBUILD \\<|>\nRUN b\n", "FROM a\nONBUILD \\\n    RUN b\n"],
      ["FROM a\nRUN b \\<|>\nadd c\n", "FROM a\nRUN b \\\n    add c\n"],
    ] as const)
      assert.equal(onType(text, "\\"), after, text);
  });
});
