import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { rules } from "../../../server/src/lint/registry.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { lint, open } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.

function actions(text: string, from: number, to = from) {
  const document = open(text);
  const range = { start: document.text.positionAt(from), end: document.text.positionAt(to) };
  return (service.rewrites?.(document, range) ?? []).map(({ title, edit }) => {
    const edits = (Object.values(edit?.changes ?? {})[0] ?? []).map((it) => ({
      span: { start: document.text.offsetAt(it.range.start), end: document.text.offsetAt(it.range.end) },
      newText: it.newText,
    }));
    return { title, result: applyEdits(text, edits) };
  });
}

/** What a refactoring makes of the text; null where it is not offered. `<|>` is the cursor, two of them a selection. */
function after(title: RegExp, marked: string): string | null {
  const first = cursor(marked);
  const second = first.text.includes("<|>") ? cursor(first.text) : first;
  return actions(second.text, first.offset, second.offset).find((it) => title.test(it.title))?.result ?? null;
}

interface Cases {
  readonly title: RegExp;
  readonly changes: Readonly<Record<string, string>>;
  readonly not: readonly string[];
}

const CASES: Readonly<Record<string, Cases>> = {
  "RUN to heredoc": {
    title: /as a heredoc/,
    changes: {
      "FROM a\nRUN <|>b && c | d && \\\n    e \\\n      -f\n":
        "FROM a\nRUN <<EOF\nset -e\nb\nc | d\ne \\\n      -f\nEOF\n",
      "FROM a\nRUN <|>b && c \t\nUSER x": "FROM a\nRUN <<EOF\nset -e\nb\nc\nEOF\nUSER x",
      "FROM a\nRUN --network=none <|>b && c": "FROM a\nRUN --network=none <<EOF\nset -e\nb\nc\nEOF",
    },
    not: [
      "FROM a\nRUN <|>b",
      "FROM a\nRUN <|>b && c || d",
      "FROM a\nRUN <|>b; c && d",
      "FROM a\nRUN <|>! b && c",
      "FROM a\nRUN <|>for i in 1 2; do x; done && c",
      "FROM a\nRUN <|>b && \\\n# why\n c",
      'FROM a\nSHELL ["powershell"]\nRUN <|>b && c',
      "# escape=`\nFROM a\nRUN <|>b && c",
      'FROM a\nRUN <|>["b", "&&", "c"]',
    ],
  },
  "heredoc to RUN": {
    title: /without the heredoc/,
    changes: {
      "FROM a\nRUN <|><<EOF\nset -e\nb\n\nc | d\nEOF\nUSER x": "FROM a\nRUN b && \\\n    c | d\nUSER x",
      "FROM a\nRUN <|><<-EOF\n\tb || x\n\tc\n\tEOF\n": "FROM a\nRUN b || x; \\\n    c\n",
    },
    not: [
      "FROM a\nRUN <|><<EOF\nset -e\nb || c\nEOF\n",
      "FROM a\nRUN <|><<EOF\nif b; then\nc\nfi\nEOF\n",
      "FROM a\nRUN <|><<EOF\nb # why\nEOF\n",
      "FROM a\nRUN <|><<EOF\n#!/bin/sh\nb\nEOF\n",
      "FROM a\nRUN <|><<EOF\nb &\nEOF\n",
      "FROM a\nRUN <|>python3 <<EOF\nb\nEOF\n",
      "FROM a\nCOPY <|><<EOF /x\nb\nEOF\n",
    ],
  },
  "combining RUNs": {
    title: /Combine/,
    changes: {
      "FROM a\nRUN <|>b\n\nRUN c\nRUN d": "FROM a\nRUN b && \\\n    c\nRUN d",
      "FROM a\nRUN <|>b\nRUN c\nRUN d<|>": "FROM a\nRUN b && \\\n    c && \\\n    d",
    },
    not: [
      "FROM a\nRUN <|>b\n# why\nRUN c",
      "FROM a\nRUN <|>cd /x\nRUN c",
      "FROM a\nRUN <|>A=1\nRUN c",
      "FROM a\nRUN <|>b\nRUN c || d",
      "FROM a\nRUN <|>b &\nRUN c",
      "FROM a\nRUN --network=none <|>b\nRUN c",
      "FROM a\nRUN <|>b\nUSER x",
      'FROM a\nRUN <|>["b"]\nRUN c',
    ],
  },
  "sorting packages": {
    title: /Sort/,
    changes: {
      "FROM a\nRUN apt-get update && apt-get install -y \\\n  <|>git \\\n  curl=1 \\\n  zip && x":
        "FROM a\nRUN apt-get update && apt-get install -y \\\n  curl=1 \\\n  git \\\n  zip && x",
      "FROM a\nRUN <|>apk add --no-cache \\\n  b \\\n  a\n": "FROM a\nRUN apk add --no-cache \\\n  a \\\n  b\n",
      "FROM a\nRUN <|>pip install --no-cache-dir \\\n  requests==2.1 \\\n  flask":
        "FROM a\nRUN pip install --no-cache-dir \\\n  flask \\\n  requests==2.1",
    },
    not: [
      "FROM a\nRUN <|>apk add \\\n  a \\\n  b\n",
      "FROM a\nRUN <|>apk add b a\n",
      "FROM a\nRUN <|>apk add --virtual .x \\\n  b \\\n  a\n",
      "FROM a\nRUN <|>apk add \\\n  b \\\n  # why\n  a\n",
      "FROM a\nRUN <|>apk add \\\n  b \\\n  $A\n",
      "FROM a\nRUN <|>apt-get install -t sid \\\n  b \\\n  a\n",
    ],
  },
  "shell to exec form": {
    title: /exec form/,
    changes: {
      "FROM a\nCMD <|>node 'a b' --x=1": 'FROM a\nCMD ["node", "a b", "--x=1"]',
      "FROM a\nCMD <|>exec b c": 'FROM a\nCMD ["b", "c"]',
      "FROM a\nHEALTHCHECK --retries=1 CMD <|>curl -f http://localhost/":
        'FROM a\nHEALTHCHECK --retries=1 CMD ["curl", "-f", "http://localhost/"]',
    },
    not: [
      "FROM a\nCMD <|>node $X",
      "FROM a\nCMD <|>a && b",
      "FROM a\nCMD <|>a > b",
      "FROM a\nCMD <|>ls *.js",
      "FROM a\nCMD <|>A=1 b",
      "FROM a\nCMD <|>exec -a b c",
      'FROM a\nENTRYPOINT ["x"]\nCMD <|>b',
      'FROM a\nSHELL ["bash"]\nCMD <|>b',
    ],
  },
  "exec to shell form": {
    title: /shell form/,
    changes: {
      'FROM a\nCMD <|>["node", "a b", "$X", "it\'s"]': "FROM a\nCMD node 'a b' '$X' 'it'\\''s'",
      'FROM a\nRUN --network=none <|>["b"]': "FROM a\nRUN --network=none b",
    },
    not: [
      "FROM a\nCMD <|>node",
      'FROM a\nCMD <|>["--x"]',
      'FROM a\nCMD <|>["a\\nb"]',
      'FROM a\nCMD ["x"]\nENTRYPOINT <|>["b"]',
      "FROM a\nCMD <|>[]",
    ],
  },
  "ENV with an equals sign": {
    title: /equals sign/,
    changes: {
      "FROM a\nENV <|>A b": "FROM a\nENV A=b",
      "FROM a\nLABEL <|>A b  $c": 'FROM a\nLABEL A="b  $c"',
    },
    not: ["FROM a\nENV <|>A=b", 'FROM a\nENV <|>A "b c"', "FROM a\nENV <|>A b \\\n c", "FROM a\nARG <|>A"],
  },
  "ADD to COPY": {
    title: /Use `COPY`/,
    changes: {
      "FROM a\nADD <|>--chown=1 b /c/": "FROM a\nCOPY --chown=1 b /c/",
      'FROM a\nadd <|>["b c", "/d"]': 'FROM a\ncopy ["b c", "/d"]',
    },
    not: [
      "FROM a\nADD <|>https://example.com/b /c",
      "FROM a\nADD <|>b.tar.gz /c",
      "FROM a\nADD <|>git@host:r.git /c",
      "FROM a\nADD <|>$B /c",
      "FROM a\nADD <|>--checksum=sha256:1 b /c",
      "FROM a\nCOPY <|>b /c",
    ],
  },
  "a stage of its own": {
    title: /stage of its own/,
    changes: {
      "FROM a AS b\nARG V=1\nRUN c\n# why\nRUN <|>d\nFROM x\nCOPY --from=0 / /\nCOPY --from=b / /":
        "FROM a AS b-base\nARG V=1\nRUN c\n\nFROM b-base AS b\nARG V=1\n# why\nRUN d\nFROM x\nCOPY --from=1 / /\nCOPY --from=b / /",
      "FROM a AS base\nFROM c\nUSER x\nUSER <|>y": "FROM a AS base\nFROM c AS base-2\nUSER x\n\nFROM base-2\nUSER y",
    },
    not: [
      "FROM a\nRUN <|>b",
      "<|>FROM a\nRUN b",
      "FROM a\nONBUILD RUN b\nRUN <|>c",
      'FROM a\nCMD ["b"]\nENTRYPOINT <|>["c"]',
      "RUN <|>b",
    ],
  },
};

for (const [name, { title, changes, not }] of Object.entries(CASES)) {
  suite(name, () => {
    for (const [before, expected] of Object.entries(changes))
      test(before, () => assert.equal(after(title, before), expected));
    for (const marked of not) test(`not: ${marked}`, () => assert.equal(after(title, marked), null));
  });
}

suite("every refactoring", () => {
  test("leaves a file that still builds, wherever it is offered", () => {
    const errors = (text: string): string[] =>
      lint(text)
        .filter(({ severity }) => severity === "error")
        .map(({ rule }) => rule.id);
    const texts = [...FIXTURES, ...rules.filter((it) => it.language === "dockerfile").map(({ docs }) => docs.good)];
    for (const text of texts)
      for (const { start } of open(text).dockerfile.instructions)
        for (const { result } of actions(text, start)) assert.deepEqual(errors(result), errors(text), result);
  });
});
