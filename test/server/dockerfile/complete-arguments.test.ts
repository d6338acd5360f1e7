import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { filesWith } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const FILES = filesWith({
  ".dockerignore": "node_modules\n*.log\n!keep.log\n",
  "package.json": "",
  "debug.log": "",
  "keep.log": "",
  "node_modules/x.js": "",
  "src/main.ts": "",
  "src/deep/a.ts": "",
  Dockerfile: "",
});

function items(marked: string, snippets = true, files = FILES) {
  const { text, offset } = cursor(marked);
  const document = new OpenDocument("file:///shop/Dockerfile", "dockerfile", 1, text, files);
  return service.complete?.(document, document.text.positionAt(offset), { snippets }) ?? [];
}
const labels = (marked: string): string[] => items(marked).map((it) => it.label);

suite("paths of the context", () => {
  test("what COPY and ADD can take, folders first, without what is ignored", () => {
    const found = labels("FROM a\nCOPY <|>").filter((it) => !it.startsWith("--"));
    assert.deepEqual(found, ["src/", ".dockerignore", "Dockerfile", "keep.log", "package.json"]);
    assert.deepEqual(labels("FROM a\nADD pa<|>"), ["package.json"]);
  });
  test("one folder at a time; only its own part is replaced", () => {
    assert.deepEqual(labels("FROM a\nCOPY ./src/<|>"), ["deep/", "main.ts"]);
    assert.deepEqual(items("FROM a\nCOPY x src/m<|>")[0]?.textEdit, {
      newText: "main.ts",
      range: { start: { line: 1, character: 11 }, end: { line: 1, character: 12 } },
    });
    assert.deepEqual(labels('FROM a\nCOPY ["pack<|>'), ["package.json"]);
  });
  test("in a mount as well, but not from a stage, outside the context or of the image", () => {
    assert.deepEqual(labels("FROM a\nRUN --mount=type=bind,source=sr<|>"), ["src/"]);
    for (const marked of [
      "COPY --from=b sr<|>",
      "COPY ../<|>",
      "COPY /sr<|>",
      "RUN --mount=type=bind,from=b,source=s<|>",
    ])
      assert.deepEqual(labels(`FROM a AS b\nFROM c\n${marked}`), [], marked);
  });
});

suite("arguments", () => {
  test("users: made here, of the base image, of every image", () => {
    assert.deepEqual(labels("FROM node:24\nRUN useradd -m shop\nUSER <|>"), [
      "shop",
      "node",
      "nobody",
      "root",
      "1000:1000",
    ]);
    assert.deepEqual(labels("FROM a\nRUN adduser -D -G x app\nCOPY --chown=a<|>"), ["app:app"]);
  });
  test("ports: those of variables first, none twice", () => {
    const found = items("FROM a\nENV HTTP_PORT=8081\nEXPOSE 80 <|>").sort((a, b) =>
      (a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1,
    );
    assert.deepEqual([found[0]?.label, found[0]?.detail], ["8081", "HTTP_PORT"]);
    assert.ok(!found.some((it) => it.label === "80"));
    assert.ok(found.some((it) => it.label === "5432" && it.detail === "PostgreSQL"));
  });
  test("shells as arrays", () => {
    assert.ok(labels("FROM a\nSHELL <|>").includes('["/bin/bash", "-o", "pipefail", "-c"]'));
    assert.ok(labels('FROM a\nSHELL ["/bin/b<|>').includes('["/bin/bash", "-o", "pipefail", "-c"]'));
  });
  test("the labels of the OCI specification that are not there yet", () => {
    const found = labels("FROM a\nLABEL org.opencontainers.image.title=x <|>");
    assert.ok(found.includes("org.opencontainers.image.source"));
    assert.ok(!found.includes("org.opencontainers.image.title"));
    assert.deepEqual(labels("FROM a\nLABEL lic<|>"), ["org.opencontainers.image.licenses"]);
    assert.deepEqual(labels("FROM a\nLABEL a=b<|>"), []);
  });
  test("ARGs from above the first FROM and of the builder", () => {
    assert.deepEqual(labels("ARG VERSION=1\nFROM a\nARG VER<|>"), ["VERSION"]);
    assert.deepEqual(labels("FROM a\nARG TARGETA<|>"), ["TARGETARCH"]);
  });
  test("installations with a cache, their lines joined by the escape character", () => {
    const [npm] = items("FROM a\nRUN npm<|>");
    assert.equal(npm?.label, "npm ci");
    const text = items("FROM a\nRUN apt<|>")[0]?.textEdit?.newText ?? "";
    assert.match(text, /^--mount=type=cache,target=\/var\/cache\/apt,sharing=locked \\\\\n {4}--mount/);
    const plain = items("# escape=`\nFROM a\nRUN apt<|>", false)[0]?.textEdit?.newText ?? "";
    assert.match(
      plain,
      /sharing=locked `\n.*\n {4}apt-get update && apt-get install -y --no-install-recommends package$/,
    );
    assert.match(items("FROM a\nRUN dotnet<|>")[0]?.textEdit?.newText ?? "", /packages \\\n {4}dotnet restore$/);
    assert.deepEqual(labels("FROM a\nRUN x npm<|>"), []);
  });
  test("folders that caches are kept in", () =>
    assert.deepEqual(labels("FROM a\nRUN --mount=type=cache,target=/root/.n<|>"), [
      "/root/.npm",
      "/root/.nuget/packages",
    ]));
});

suite("values of directives", () => {
  test("syntax, escape and check", () => {
    assert.ok(labels("# syntax=docker/dockerfile:<|>").includes("docker/dockerfile:1-labs"));
    assert.deepEqual(labels("# escape=<|>"), ["`", "\\"]);
    assert.deepEqual(labels("# check=s<|>"), ["skip=", "skip=all"]);
    assert.deepEqual(labels("# check=skip=JSONArgsRecommended,Stage<|>"), ["StageNameCasing"]);
    assert.deepEqual(labels("# check=skip=StageNameCasing;err<|>"), ["error=true"]);
  });
});
