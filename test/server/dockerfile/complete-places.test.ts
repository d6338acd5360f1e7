/** What completion offers first, what it replaces, and where it keeps silent so that typing goes on. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { CompletionItem, TextEdit } from "vscode-languageserver-types";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { filesWith } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const FILES = filesWith({ ".dockerignore": "", ".env": "", "package.json": "", "src/a.ts": "", Dockerfile: "" });

function complete(marked: string, asksAgain = false) {
  const { text, offset } = cursor(marked);
  const document = new OpenDocument("file:///shop/Dockerfile", "dockerfile", 1, text, FILES);
  const client = { snippets: true, asksAgain };
  const items = service.complete?.(document, document.text.positionAt(offset), client) ?? [];
  const key = ({ sortText, label }: CompletionItem): string => sortText ?? label;
  return { document, items: items.sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
/** As an editor shows them. */
const labels = (marked: string): string[] => complete(marked).items.map((it) => it.label);

/** The text after the item was chosen. */
function chosen(marked: string, label: string): string {
  const { document, items } = complete(marked);
  const item = items.find((it) => it.label === label);
  assert.ok(item, `${label} is offered`);
  const { range, newText } = item.textEdit as TextEdit; // The server sends no other kind.
  const text = document.text.getText();
  return text.slice(0, document.text.offsetAt(range.start)) + newText + text.slice(document.text.offsetAt(range.end));
}

const FIRST: Readonly<Record<string, readonly string[]>> = {
  "# <|>": ["syntax=docker/dockerfile:1", "check=skip=all", "escape=`"],
  "FROM --platform=<|>": ["$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64"],
  "FROM a <|>": ["AS name"],
  "FROM a\nRUN --mount=<|>": ["type=bind", "type=cache"],
  "FROM a\nRUN --mount=type=cache,<|>": ["target=", "sharing="],
  "FROM a\nRUN --mount=type=bind,<|>": ["source=", "target=", "from=", "rw"],
  "FROM a\nRUN --mount=type=secret,id=x,required=<|>": ["true", "false"],
  "FROM a\nRUN --mount=type=bind,source=go.mod,target=<|>": ["go.mod"],
  "FROM a\nRUN --mount=type=cache,id=apt,target=/x x\nRUN --mount=type=cache,id=<|>": ["apt"],
  "FROM node:24\nRUN <|>": ["npm ci"],
  "FROM python:3-alpine AS a\nFROM a\nRUN <|>": ["apk add", "pip install"],
  "FROM a\nCOPY --<|>": ["--from=stage", "--chown=user:group"],
  "FROM a\nUSER <|>": ["nobody", "root"],
  "FROM a\nSTOPSIGNAL <|>": ["SIGTERM"],
  "FROM a\nLABEL <|>": ["org.opencontainers.image.title"],
  "ARG V=1\nFROM a\nARG <|>": ["V", "TARGETPLATFORM"],
  "ARG VERSION=1\nFROM a:$<|>": ["${VERSION}", "${BUILDARCH}"],
  "FROM a AS b\nWORKDIR /app\nCOPY x /out/\nFROM c\nCOPY --from=b /<|>": [],
  "FROM a AS b\nWORKDIR /app\nCOPY x /out/\nFROM c\nCOPY --from=b <|>": ["/app", "/out/"],
  "FROM a AS b\nWORKDIR /app\nFROM c\nCOPY --from=0 /a<|>": ["/app"],
};

suite("what is offered first", () => {
  for (const [marked, first] of Object.entries(FIRST))
    test(JSON.stringify(marked), () => assert.deepEqual(labels(marked).slice(0, first.length || 1), first));
});

suite("what is replaced", () => {
  test("the brackets and quotes that the editor has closed already", () => {
    assert.equal(
      chosen("FROM a\nENV HOME_DIR=/x\nRUN cd ${HO<|>}", "${HOME_DIR}"),
      "FROM a\nENV HOME_DIR=/x\nRUN cd ${HOME_DIR}",
    );
    assert.equal(chosen("FROM a\nENV AB=1\nRUN x ${A<|>C}.", "${AB}"), "FROM a\nENV AB=1\nRUN x ${AB}.");
    assert.equal(chosen("FROM a\nENV AB=1\nRUN x {$<|>}", "${AB}"), "FROM a\nENV AB=1\nRUN x {${AB}}");
    assert.match(chosen("FROM a\nSHELL [<|>]", '["/bin/sh", "-c"]'), /SHELL \["\/bin\/sh", "-c"\]$/);
    assert.match(chosen('FROM a\nSHELL ["<|>"]', '["/bin/sh", "-c"]'), /SHELL \["\/bin\/sh", "-c"\]$/);
    assert.match(chosen('FROM a\nCOPY ["pa<|>"]', "package.json"), /COPY \["package.json"\]$/);
  });
  test("small letters where the file has them", () =>
    assert.equal(chosen("from a\nco<|>", "COPY source dest"), "from a\ncopy ${1:source} ${2:dest}"));
  test("a mount gets the fields that it wants", () =>
    assert.match(chosen("FROM a\nRUN --mount=<|>", "type=cache"), /--mount=type=cache,target=\$\{1:\/root\/.cache\}$/));
});

suite("where nothing can be offered", () => {
  test("a word that began on the line above", () => assert.deepEqual(labels("FROM a\nCOPY pac\\\nka<|>"), []));
  test("directives behind an empty line", () => {
    assert.deepEqual(labels("# syntax=x\n\n# che<|>"), []);
    assert.deepEqual(labels("\uFEFF# syntax=x\r\n# che<|>"), ["check=skip=all"]);
  });
});

suite("where typing goes on", () => {
  test("nothing is put in the place of what ends a line as it is", () => {
    for (const marked of ["COPY . .<|>", "COPY .<|>", "COPY x ./<|>", "COPY x /<|>", "COPY x ../<|>", "ADD x ./<|>"])
      assert.deepEqual(labels(`FROM a\nWORKDIR /app\n${marked}`), [], marked);
    assert.deepEqual(labels("FROM a\nCOPY ./<|>").slice(0, 1), ["src/"]);
    assert.deepEqual(labels("FROM a\nCOPY .e<|>"), [".env"]);
  });
  test("what is written out word by word is not found any more behind its first word", () => {
    for (const marked of ["FROM a <|>", "FROM a\nHEALTHCHECK <|>", "FROM a\nRUN <|>", "FROM a\nSHELL <|>"])
      for (const { label, filterText = label } of complete(marked).items) assert.doesNotMatch(filterText, /\s/, label);
  });
});

suite("in a heredoc", () => {
  test("instructions are no instructions there", () => {
    assert.deepEqual(labels("FROM a\nRUN <<EOF\n<|>\nEOF\n"), []);
    assert.ok(!labels("FROM a\nRUN <<EOF\nc<|>\nEOF\n").some((it) => /^C/.test(it)));
    assert.deepEqual(labels("FROM a\nCOPY <<EOF /x\nRU<|>"), []);
    assert.deepEqual(labels("FROM a\nRUN <<EOF\nEOF<|>\n"), []);
  });
  test("variables are, unless it is quoted", () => {
    assert.deepEqual(labels("FROM a\nENV AB=1\nCOPY <<EOF /x\nv=$A<|>\nEOF\n").slice(0, 1), ["$AB"]);
    assert.deepEqual(labels("FROM a\nENV AB=1\nCOPY <<'EOF' /x\nv=$A<|>\nEOF\n"), []);
  });
  test("its end, where there is none yet", () => assert.deepEqual(labels("FROM a\nRUN <<DONE\nx\nDO<|>"), ["DONE"]));
});

suite("what only begins", () => {
  test("is followed by the next list where the editor can", () => {
    const asked = (marked: string, label: string) =>
      complete(marked, true).items.find((it) => it.label === label)?.command?.command;
    const again = "editor.action.triggerSuggest";
    assert.equal(asked("FROM a\nCOPY <|>", "src/"), again);
    assert.equal(asked("FROM a\nCOPY --<|>", "--from=stage"), again);
    assert.equal(asked("FROM a\nRUN --mount=type=cache,<|>", "sharing="), again);
    assert.equal(asked("FROM a\nCOPY --<|>", "--link"), undefined);
    assert.equal(
      complete("FROM a\nCOPY <|>").items.find((it) => it.command),
      undefined,
    );
  });
});
