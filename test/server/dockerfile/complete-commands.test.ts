/** What is offered behind a command of a RUN, and behind CMD and ENTRYPOINT. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { filesWith } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.

function complete(marked: string, snippets = true) {
  const { text, offset } = cursor(marked);
  const document = new OpenDocument("file:///shop/Dockerfile", "dockerfile", 1, text, filesWith({}));
  const items = service.complete?.(document, document.text.positionAt(offset), { snippets }) ?? [];
  const key = ({ sortText, label }: CompletionItem): string => sortText ?? label;
  return { document, items: items.sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
const labels = (marked: string): string[] =>
  complete(marked)
    .items.map((it) => it.label)
    .filter((it) => !it.startsWith("--"));

/** The text after the first item of that name was chosen. */
function chosen(marked: string, label: string, snippets = false): string {
  const { document, items } = complete(marked, snippets);
  const item = items.find((it) => it.label === label);
  assert.ok(item, `${label} is offered`);
  const { range, newText } = item.textEdit as TextEdit; // The server sends no other kind.
  const text = document.text.getText();
  return text.slice(0, document.text.offsetAt(range.start)) + newText + text.slice(document.text.offsetAt(range.end));
}

suite("behind a command of a RUN", () => {
  test("the installation with its cache first, then the forms of the command", () => {
    assert.deepEqual(labels("FROM node:24\nRUN npm <|>").slice(0, 3), ["npm ci", "ci", "ci --omit=dev"]);
    assert.deepEqual(labels("FROM golang:1.25\nRUN go m<|>"), ["go mod download", "mod download"]);
    assert.deepEqual(labels("FROM golang:1.25\nRUN go mod <|>"), ["go mod download", "download"]);
    for (const tool of "apk apt-get bun bundle cargo composer dnf dotnet go mix mvn pip pnpm uv yarn".split(" "))
      assert.notDeepEqual(labels(`FROM a\nRUN ${tool} <|>`), [], tool);
  });
  test("the installation stands in the place of the whole command", () => {
    assert.match(
      chosen("FROM node:24\nRUN npm c<|>", "npm ci"),
      /^FROM node:24\nRUN --mount=type=cache,target=\/root\/\.npm \\\n(?: {4}--mount=\S+ \\\n){2} {4}npm ci$/,
    );
    assert.equal(chosen("FROM node:24\nRUN npm c<|>", "ci"), "FROM node:24\nRUN npm ci");
  });
  test("without the mounts that are there", () =>
    assert.equal(
      chosen("FROM fedora\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf <|>", "dnf install"),
      "FROM fedora\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y --setopt=install_weak_deps=False package",
    ));
  test("behind `&&`, on the next line, behind words before the command, in a heredoc: the forms", () => {
    const installs = ["install -y --no-install-recommends package"];
    for (const marked of [
      "RUN apt-get update && apt-get i<|>",
      "RUN apt-get update && \\\n    apt-get i<|>",
      "RUN apt-get update; sudo DEBIAN_FRONTEND=x apt-get i<|>",
      "RUN <<EOF\nset -e\n  apt-get i<|>\nEOF\n",
      "RUN bash <<EOF\nif a; then apt-get \\\n  i<|>\nEOF\n",
      "ONBUILD RUN x || apt-get i<|>",
    ])
      assert.deepEqual(labels(`FROM a\n${marked}`), installs, marked);
    assert.deepEqual(labels("FROM a\nRUN pip3 inst<|>").slice(0, 1), ["install --no-cache-dir -r requirements.txt"]);
    assert.equal(
      chosen("FROM a\nRUN x && \\\n  apk a<|>", "add --no-cache package"),
      "FROM a\nRUN x && \\\n  apk add --no-cache package",
    );
  });
  test("flags too", () =>
    assert.deepEqual(labels("FROM a\nRUN apt-get install -<|>"), ["-y --no-install-recommends package"]));
  test("of all commands only those that are at home in the image, until something is written", () => {
    assert.ok(labels("FROM alpine:3.22\nRUN x && <|>").every((it) => it.startsWith("apk ")));
    assert.deepEqual(labels("FROM a\nRUN x && <|>"), []);
    assert.deepEqual(labels("FROM a\nRUN x && userad<|>"), ["useradd --create-home --uid 10001 app"]);
  });
  test("nothing in a text, a comment, an array, another language, or behind a word that is whole", () => {
    for (const marked of [
      "RUN echo 'npm <|>",
      'RUN echo "it; npm <|>"',
      "RUN <<EOF\n# npm <|>\nEOF\n",
      "RUN python3 <<EOF\nnpm <|>\nEOF\n",
      "COPY <<EOF /x\nnpm <|>\nEOF\n",
      'RUN ["npm", "<|>"]',
      "RUN npm ci<|>",
      "RUN npm install<|>",
      "RUN npm run <|>",
      "RUN npmx <|>",
    ])
      assert.deepEqual(labels(`FROM a\n${marked}`), [], marked);
  });
  test("the list closes with the last letter of a word, so that Enter begins a new line", () => {
    for (const { label, filterText } of complete("FROM node:24\nRUN npm <|>").items)
      if (!label.startsWith("--")) assert.ok(filterText && !`npm ${label}`.endsWith(filterText), label);
  });
  test("each has its meaning, an example and a link", () => {
    for (const marked of ["FROM node:24\nRUN npm <|>", "FROM node:24\nCMD <|>"])
      for (const { label, documentation } of complete(marked).items)
        if (!label.startsWith("--"))
          assert.match(
            (documentation as { value: string }).value,
            /^\S.*```dockerfile\n(?:RUN|CMD) .*\]\(https:/s,
            label,
          );
  });
});

suite("behind CMD and ENTRYPOINT", () => {
  test("programs that were copied, what such an image starts, and any other, as arrays", () => {
    assert.deepEqual(labels("FROM node:24\nCOPY package.json main.js ./\nCMD <|>"), [
      '["node", "main.js"]',
      '["node", "server.js"]',
      '["executable"]',
    ]);
    assert.deepEqual(labels("FROM scratch\nCOPY --from=b /out/shop /usr/bin/\nENTRYPOINT <|>"), [
      '["/usr/bin/shop"]',
      '["executable"]',
    ]);
    assert.deepEqual(labels("FROM eclipse-temurin:25\nCOPY --from=b /x/*.jar app.jar\nENTRYPOINT ja<|>"), [
      '["java", "-jar", "app.jar"]',
    ]);
    assert.deepEqual(labels("FROM a AS b\nCOPY go.sh /bin/go.sh\nFROM b\nCMD <|>")[0], '["/bin/go.sh"]');
  });
  test("in the place of the brackets that are there", () => {
    for (const marked of ["<|>", "[<|>]", '["<|>"]', '["no<|>', "no<|>"])
      assert.equal(
        chosen(`FROM node:24\nCMD ${marked}`, '["node", "server.js"]'),
        'FROM node:24\nCMD ["node", "server.js"]',
        marked,
      );
  });
  test("arguments where the stage has an entrypoint", () =>
    assert.deepEqual(labels('FROM a\nENTRYPOINT ["/x"]\nCMD <|>'), ['["param"]']));
  test("nothing behind the first word", () => {
    assert.deepEqual(labels("FROM nginx\nCMD nginx <|>"), []);
    assert.deepEqual(labels('FROM node\nCMD ["node", "<|>"]'), []);
  });
});

suite("every flag, mount and signal has its meaning, an example and a link", () => {
  for (const marked of [
    "FROM a\nRUN --<|>",
    "FROM a\nCOPY --<|>",
    "FROM a\nADD --<|>",
    "FROM a\nHEALTHCHECK --<|>",
    "FROM --<|>",
    "FROM a\nRUN --mount=<|>",
    "FROM a\nRUN --mount=type=cache,<|>",
    "FROM a\nRUN --mount=type=secret,<|>",
    "FROM a\nSTOPSIGNAL <|>",
    "FROM a\nARG <|>",
    "FROM a\nLABEL <|>",
  ])
    test(JSON.stringify(marked), () => {
      const { items } = complete(marked);
      assert.ok(items.length > 0);
      for (const { label, documentation } of items)
        assert.match((documentation as { value: string }).value, /^\S.*```dockerfile\n.*\]\(https:/s, label);
    });
});
