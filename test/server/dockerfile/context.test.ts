import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../server/src/documents.ts";
import { codeActionsOf, type LanguageService, languageOfFile, problemsOf } from "../../../server/src/languages.ts";
import { fixesOf, messageOf } from "../../../server/src/lint/rule.ts";
import { createDocument, spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { filesWith } from "../../support/compose.ts";
import { configWith } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const PROJECT = {
  "compose.yaml": "services:\n  web:\n    build:\n      context: .\n      dockerfile: docker/web/Dockerfile\n",
  "docker/web/Dockerfile": "",
  "docker/web/start.sh": "",
  "docker/web/src/index.ts": "",
  "src/index.ts": "",
  "src/notes.md": "",
  "lib/a.ts": "",
  ".dockerignore": "**/*.md\n",
};

function open(text: string, around: Readonly<Record<string, string>>, path = "docker/web/Dockerfile"): OpenDocument {
  return new OpenDocument(`file:///shop/${path}`, "dockerfile", 1, text, filesWith(around));
}
const found = (text: string, around: Readonly<Record<string, string>> = PROJECT): string[] =>
  problemsOf(service, open(text, around), configWith({}))
    .filter(({ rule }) => /^(?:missing-copy-source|copy-ignored)$/.test(rule.id))
    .map((it) => messageOf(it));
function offered(marked: string, around: Readonly<Record<string, string>> = PROJECT): string[] {
  const { text, offset } = cursor(marked);
  const document = open(text, around);
  const items = service.complete?.(document, document.text.positionAt(offset), { snippets: true });
  return (items ?? []).filter(({ label }) => /^(?:src|lib|docker|start|index|notes)/.test(label)).map((it) => it.label);
}
const WHOLE = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
const FROM = "FROM alpine:3.22\n";

suite("the build context of a Dockerfile", () => {
  test("is what a compose file above says, even where something of the name lies beside the Dockerfile", () => {
    assert.deepEqual(found(`${FROM}COPY src/index.ts lib/a.ts /app/\n`), []);
    assert.deepEqual(found(`${FROM}COPY start.sh /app/\n`), ["`start.sh` is not in the build context."]);
    assert.equal(found(`${FROM}COPY src/notes.md /app/\n`).length, 1);
    assert.deepEqual(offered(`${FROM}COPY <|>`), ["docker/", "lib/", "src/"]);
    assert.deepEqual(offered(`${FROM}COPY src/<|>`), ["index.ts"]);
  });
  test("of several services is the one that has what is copied", () => {
    const two = {
      ...PROJECT,
      "compose.prod.yaml": "services:\n  web:\n    build:\n      context: docker\n      dockerfile: web/Dockerfile\n",
    };
    assert.deepEqual(found(`${FROM}COPY web/start.sh /app/\n`, two), []);
    assert.deepEqual(offered(`${FROM}COPY web/start.sh /a\nCOPY web/<|>`, two), ["src/", "start.sh"]);
  });
  test("of a service that is built from another file says nothing", () => {
    const other = { ...PROJECT, "compose.yaml": "services:\n  web:\n    build: ." };
    assert.deepEqual(found(`${FROM}COPY start.sh /app/\n`, other), []);
  });
  test("is the folder of the last build, while it is there", () => {
    const text = `${FROM}COPY src/notes.txt index.ts /app/\n`;
    const problems = (folder: string, config = configWith({})): string[] => {
      const files = { ...filesWith(PROJECT), builtIn: () => folder };
      const document = new OpenDocument("file:///shop/docker/web/Dockerfile", "dockerfile", 1, text, files);
      return problemsOf(service, document, config).flatMap((it) =>
        it.rule.id === "missing-copy-source" ? `${it.severity}: ${messageOf(it)}` : [],
      );
    };
    assert.deepEqual(problems("file:///shop/src/"), [
      "error: `src/notes.txt` is not in `src`, the build context of the last build.",
    ]);
    assert.deepEqual(problems("file:///shop/moved/"), [
      "information: `src/notes.txt` is not in the build context.",
      "information: `index.ts` is not in the build context.",
    ]);
    const asHint = configWith({ "missing-copy-source": "hint" });
    assert.deepEqual(problems("file:///shop/src/", asHint), [
      "hint: `src/notes.txt` is not in `src`, the build context of the last build.",
    ]);
  });
  test("without a compose file is the nearest folder that has something of what is copied", () => {
    const { "compose.yaml": _, ...none } = PROJECT;
    assert.deepEqual(found(`${FROM}COPY start.sh gone.sh /app/\n`, none), ["`gone.sh` is not in the build context."]);
    assert.deepEqual(found(`${FROM}COPY lib/a.ts lib/b.ts /app/\n`, none), ["`lib/b.ts` is not in the build context."]);
    assert.deepEqual(offered(`${FROM}COPY lib/a.ts /app/\nCOPY <|>`, none), ["docker/", "lib/", "src/"]);
    assert.deepEqual(offered(`${FROM}COPY <|>`, none), ["src/", "start.sh"]);
  });
  test("without a compose file is the one that has most of it, where several have something", () => {
    const { "compose.yaml": _, ...rest } = PROJECT;
    const around = { ...rest, "docker/web/src/start.sh": "" };
    assert.deepEqual(found(`${FROM}COPY start.sh src/index.ts lib/a.ts docker/web /app/\n`, around), [
      "`start.sh` is not in the build context.",
    ]);
  });
  test("a compose file that is nonsense, or names a repository, is as good as none", () => {
    for (const text of ["services: [\n", "services:\n  web:\n    build: https://example.com/shop.git\n", "\0"])
      assert.deepEqual(found(`${FROM}COPY start.sh /app/\n`, { ...PROJECT, "compose.yaml": text }), []);
  });
});

/** The titles of the offers for a rule that change the ignore file, and what that file is then. */
function ignoreFileAfter(text: string, around: Readonly<Record<string, string>>, id: string): string[] {
  const document = open(text, around);
  const problems = problemsOf(service, document, configWith({})).filter(({ rule }) => rule.id === id);
  return codeActionsOf(document, problems, WHOLE, configWith({})).flatMap(({ title, edit }) => {
    const change = edit?.documentChanges?.at(-1);
    if (!change || !("edits" in change)) return [];
    const { uri } = change.textDocument;
    const isMade = edit?.documentChanges?.some((it) => "kind" in it && it.kind === "create" && it.uri === uri);
    const path = uri.slice("file:///shop/".length);
    assert.equal(isMade, around[path] === undefined);
    const file = createDocument(uri, "", 0, around[path] ?? "");
    const edits = change.edits.flatMap((it) =>
      "newText" in it ? [{ span: spanOf(file, it.range), newText: it.newText }] : [],
    );
    return [`${title} > ${path}: ${JSON.stringify(applyEdits(file.getText(), edits))}`];
  });
}

suite("the ignore file of a Dockerfile", () => {
  const { ".dockerignore": _, ...bare } = { ...PROJECT, ".git/HEAD": "" };
  const all = `${FROM}COPY . /app\n`;
  test("is made in the build context, where there is none", () => {
    const made = ['Create `../../.dockerignore` with `.git` in it > .dockerignore: ".git\\n"'];
    assert.deepEqual(ignoreFileAfter(all, bare, "copy-git"), made);
  });
  test("gets one line more, in its own line breaks", () => {
    const after = (text: string) => ignoreFileAfter(all, { ...bare, ".dockerignore": text }, "copy-git");
    const added = "Add `.git` to `../../.dockerignore` > .dockerignore: ";
    assert.deepEqual(after("*.md"), [`${added}"*.md\\n.git\\n"`]);
    assert.deepEqual(after("*.md\r\n"), [`${added}"*.md\\r\\n.git\\r\\n"`]);
    assert.deepEqual(after(""), [`${added}".git\\n"`]);
    assert.deepEqual(after(".git"), []);
  });
  test("keeps out what nobody else may know, unless it does already", () => {
    const secrets = { ...bare, ".env": "", ".ssh/id_rsa": "", ".dockerignore": ".ssh\n" };
    assert.deepEqual(ignoreFileAfter(all, secrets, "copy-secrets"), [
      'Add `.env` to `../../.dockerignore` > .dockerignore: ".ssh\\n.env\\n"',
    ]);
    assert.deepEqual(ignoreFileAfter(`${FROM}COPY lib /app\n`, secrets, "copy-secrets"), []);
  });
  test("of the Dockerfile alone comes first", () => {
    const own = { ...bare, ".dockerignore": "", "docker/web/Dockerfile.dockerignore": "*.md\n" };
    assert.deepEqual(ignoreFileAfter(all, own, "copy-git"), [
      'Add `.git` to `Dockerfile.dockerignore` > docker/web/Dockerfile.dockerignore: "*.md\\n.git\\n"',
    ]);
  });
  test("lets through again what is copied", () => {
    const text = `${FROM}COPY src/notes.md /app/\n`;
    const [offer] = ignoreFileAfter(text, PROJECT, "copy-ignored");
    assert.equal(offer, 'Add `!src/notes.md` to `../../.dockerignore` > .dockerignore: "**/*.md\\n!src/notes.md\\n"');
    const after = { ...PROJECT, ".dockerignore": "**/*.md\nsrc\n!src/notes.md\n" };
    assert.deepEqual(found(text, after), []);
  });
  test("that cannot be read is left as it is", () => {
    const files = filesWith({ ...bare, ".dockerignore": "" });
    const unreadable = { ...files, read: (uri: string) => (uri.endsWith("ignore") ? null : files.read(uri)) };
    const document = new OpenDocument("file:///shop/Dockerfile", "dockerfile", 1, all, unreadable);
    const problems = problemsOf(service, document, configWith({}));
    assert.deepEqual(
      problems.filter((it) => it.rule.id === "copy-git").map((it) => fixesOf(it)),
      [[]],
    );
  });
});
