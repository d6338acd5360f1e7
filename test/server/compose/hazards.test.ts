/** Inputs that made other servers hang or fall. Each is a matter of milliseconds; only a hang or a square can reach the cap. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile, problemsOf } from "../../../server/src/languages.ts";
import { askAll } from "../../support/fuzz.ts";
import { configWith } from "../../support/lint.ts";

const CAP_MS = 5000;
const service = languageOfFile("compose.yaml") as LanguageService; // The registry of languages has it.
const config = configWith({});
const open = (text: string) => new OpenDocument("file:///shop/compose.yaml", "dockercompose", 1, text);

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("\n");

/** Each level means the one before ten times: a billion values at the end. */
const bomb = (of: (i: number, before: string) => string): string =>
  lines(9, (i) => of(i, Array.from({ length: 10 }, () => `*a${i - 1}`).join(", ")));

const HAZARDS: Readonly<Record<string, string>> = {
  "a billion laughs in lists": `x-a0: &a0 [lol]\n${bomb((i, before) => `x-a${i + 1}: &a${i + 1} [${before.replaceAll(`a${i - 1}`, `a${i}`)}]`)}\nservices:\n  a:\n    image: x\n    command: *a9\n`,
  "a billion laughs in merges": `x-a0: &a0 {k: v}\n${bomb((i, before) => `x-a${i + 1}: &a${i + 1}\n  <<: [${before.replaceAll(`a${i - 1}`, `a${i}`)}]`)}\nservices:\n  a:\n    <<: *a9\n`,
  "an anchor in itself": "services:\n  a: &a\n    <<: *a\n    labels: &l [*l]\n    image: x\n",
  "merges in a circle":
    "services: &s\n  <<: *s\n  a: &a\n    <<: [*a, *s]\n    build: &b\n      <<: *a\n      args: {<<: *b}\n",
  "half a surrogate pair in a path": "services:\n  a:\n    build: ./\uD83D\n    env_file: \uDC00\n",
  "1,000 services with aliases": `x-l: &l {driver: local}\nservices:\n${lines(1000, (i) => `  s${i}:\n    image: a:1\n    logging: *l`)}\n`,
  "16,000 keys in one mapping": `services:\n  a:\n    image: x\n    environment:\n${lines(16_000, (i) => `      K${i}: v`)}\n`,
  "16,000 keys in one flow mapping": `services:\n  a:\n    environment: {${lines(16_000, (i) => `K${i}: v,`)}}\n`,
  "8,000 services that depend on the next": `services:\n${lines(8000, (i) => `  s${i}: {image: a:1, depends_on: [s${i + 1}]}`)}\n`,
  "2,000 services that extend the next": `services:\n${lines(2000, (i) => `  s${i}:\n    extends: s${i + 1}`)}\n`,
  "8,000 ports of one service": `services:\n  a:\n    image: a:1\n    ports:\n${lines(8000, (i) => `      - "${i + 1}:80"`)}\n`,
  "a range of all ports, often": `services:\n${lines(200, (i) => `  s${i}: {image: a:1, ports: ["1-65535:1-65535"]}`)}\n`,
  "20,000 lists that end nowhere": `services:\n  a:\n    command: ${"[\n      ".repeat(20_000)}`,
  "20,000 keys with a list that ends nowhere": `services:\n  a:\n${"    a: [x\n".repeat(20_000)}`,
  "20,000 dashes in one line": `services:\n  a:\n    command:\n      ${"- ".repeat(20_000)}\n`,
  "20,000 brackets before comments": `services:\n  a:\n    command: ${"[#".repeat(20_000)}`,
  "32,000 merges in one mapping": `services:\n  a:\n    command: ${"- <<: ".repeat(32_000)}`,
  "nested flow": `services: ${"[".repeat(20_000)}`,
  "nested blocks": lines(2000, (i) => `${" ".repeat(i)}a:`),
  "nested variables": `services:\n  a:\n    image: ${"${A:-".repeat(20_000)}\n`,
  "8,000 quotes without end": `services:\n  a:\n    command: "x\n${lines(8000, (i) => `    k${i}: "v"`)}\n`,
  "8,000 ignore comments": `services:\n${lines(8000, (i) => `  # gantry ignore=unpinned-image\n  s${i}: {image: a}`)}\n`,
  "10 MB": `services:\n  a:\n    image: x\n${"    # a comment that says nothing at all\n".repeat(250_000)}`,
  "10 MB in one line": `services:\n  a:\n    image: ${"x".repeat(10_000_000)}\n`,
  "3 MB in one line": `services:\n  a:\n    image: ${"x".repeat(3_000_000)}\n`,
  tabs: "services:\n\ta:\n\t\timage: x\n\t\tports:\n\t- 80:80\n",
  "NUL, lone surrogates and lone CR": "services:\r  a\0:\r    image: \uD83D\r\udc00:\r",
};

suite("hazards", () => {
  for (const [name, text] of Object.entries(HAZARDS)) {
    test(name, () => {
      const started = process.cpuUsage();
      const document = open(text);
      problemsOf(service, document, config);
      askAll(service, document, text.length);
      askAll(service, document, Math.floor(text.length / 2));
      const took = process.cpuUsage(started).user / 1000; // Of our own: the machine may be busy.
      assert.ok(took < CAP_MS, `${took} ms`);
    });
  }
});

const WHOLE = `\uFEFFx-l: &l {driver: "json-file"}
services:
  ñandú:
    image: "🐳/x:1"
    logging: *l
    ports: ["80:80"] # none
    environment:
      - A=\${B:-\${C}}
volumes: {data: }
`;

test("every prefix is read", () => {
  for (const text of [WHOLE, WHOLE.replaceAll("\n", "\r\n")]) {
    for (let end = 0; end <= text.length; end++) {
      const document = open(text.slice(0, end));
      problemsOf(service, document, config);
      if (end % 3 === 0) askAll(service, document, end);
    }
  }
});

test("places count UTF-16 units, behind a byte order mark and CRLF too", () => {
  for (const text of [WHOLE, WHOLE.replaceAll("\n", "\r\n")]) {
    const document = open(text.replace('"80:80"', '"🐳:80"'));
    const found = problemsOf(service, document, configWith({})).find((it) => it.rule.id === "invalid-port-mapping");
    assert.equal(document.text.getText().slice(found?.span.start, found?.span.end), "🐳");
  }
});

test("the cursor is placed in a file that begins with an empty line", () => {
  for (const text of ["\n  a", "\n\n  - a", "\n  a:\n    b"]) askAll(service, open(text), text.length);
});
