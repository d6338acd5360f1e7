import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { MarkupContent } from "vscode-languageserver-types";
import { INSTRUCTIONS } from "../../../server/src/dockerfile/facts.ts";
import { argFacts } from "../../../server/src/dockerfile/facts-args.ts";
import { FLAGS } from "../../../server/src/dockerfile/facts-flags.ts";
import { MOUNT_KEYS, MOUNT_TYPES } from "../../../server/src/dockerfile/facts-mounts.ts";
import { PLATFORM_ARGS, PREDEFINED_ARGS } from "../../../server/src/dockerfile/scopes.ts";
import { OpenDocument } from "../../../server/src/documents.ts";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { open } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.

function hover(marked: string): string {
  const { text, offset } = cursor(marked);
  const document = open(text);
  const found = service.hover?.(document, document.text.positionAt(offset));
  return (found?.contents as MarkupContent | undefined)?.value ?? "";
}
/** An explanation has an example and leads to the reference. */
const explains = (marked: string): void => {
  const text = hover(marked);
  assert.match(text, /```dockerfile\n\S/, marked);
  assert.match(text, /\[Reference\]\(https:\/\/docs\.docker\.com\/reference\/dockerfile\/#[\w-]+\)/, marked);
};

suite("everything that a Dockerfile can say is explained, with an example and a link", () => {
  test("instructions", () => {
    for (const keyword of INSTRUCTIONS.keys()) explains(`FROM a\n${keyword[0]}<|>${keyword.slice(1)} x`);
  });
  test("flags", () => {
    for (const [keyword, flags] of FLAGS) for (const { name } of flags) explains(`FROM a\n${keyword} --${name}<|>=x y`);
  });
  test("types and keys of mounts", () => {
    for (const { name } of MOUNT_TYPES) explains(`FROM a\nRUN --mount=type=${name}<|> x`);
    for (const [type, keys] of MOUNT_KEYS)
      for (const key of ["type", ...keys]) explains(`FROM a\nRUN --mount=type=${type},${key}<|>=1 x`);
    explains("FROM a\nRUN --mount=type=bind,d<|>st=/x x");
  });
  test("directives", () => {
    for (const directive of ["syn<|>tax=x", "esc<|>ape=`", "ch<|>eck=skip=all"]) explains(`# ${directive}\nFROM a`);
  });
  test("arguments that the builder sets", () => {
    for (const name of [...PLATFORM_ARGS, ...PREDEFINED_ARGS, "SOURCE_DATE_EPOCH"]) {
      assert.ok(argFacts(name), name);
      explains(`FROM a\nARG ${name}\nRUN echo $<|>${name}`);
    }
  });
});

suite("hover of a stage", () => {
  test("shows its base image and its instructions", () =>
    assert.match(
      hover("FROM node:24 AS b\nRUN npm ci \\\n  && npm test\nUSER x\nFROM c\nCOPY --from=<|>b / /"),
      /FROM node:24 AS b\nRUN npm ci && npm test\nUSER x\n```/,
    ));
  test("only so many of them", () =>
    assert.match(hover(`FROM a AS b\n${"RUN x\n".repeat(50)}FROM b<|>`), /(?:RUN x\n){12}…\n```$/));
});

suite("hover of what a COPY takes", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-copied-"));
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "src/deep"), { recursive: true });
  for (const [path, size] of Object.entries({ "src/a.ts": 1500, "src/deep/b.ts": 500, "src/c.log": 9, "d.txt": 1 }))
    writeFileSync(join(folder, path), "x".repeat(size));
  writeFileSync(join(folder, ".dockerignore"), "**/*.log\n");

  async function files(marked: string, name = "Dockerfile"): Promise<string | null> {
    const { text, offset } = cursor(marked);
    writeFileSync(join(folder, "Dockerfile"), text);
    const document = new OpenDocument(pathToFileURL(join(folder, name)).href, "dockerfile", 1, text);
    const found = await service.hoverFiles?.(document, document.text.positionAt(offset));
    return found ? (found.contents as MarkupContent).value : null; // What hoverFiles makes.
  }
  test("counts files and bytes, without what is ignored", async () => {
    assert.match((await files("FROM a\nCOPY sr<|>c /x")) ?? "", /^2 files, 2\.0 kB\n\n- `src\/a\.ts` 1\.5 kB/);
    assert.equal(await files("FROM a\nCOPY ./d.tx<|>t /x"), "1 file, 1 B");
    assert.match((await files("ARG X\nFROM a\nARG DIR=src\nCOPY $DIR/*<|>.ts /x")) ?? "", /^1 file, 1\.5 kB/);
    assert.match((await files("FROM a\nADD <|>. /x")) ?? "", /^5 files/);
  });
  test("says when nothing is there", async () =>
    assert.match((await files("FROM a\nCOPY src/*.lo<|>g /x")) ?? "", /Nothing in the build context/));
  test("nothing about the destination, stages, addresses and what is not known", async () => {
    for (const marked of [
      "FROM a\nCOPY src /<|>x",
      "FROM a AS b\nFROM c\nCOPY --from=b sr<|>c /x",
      "FROM a\nADD https://exa<|>mple.com/x /x",
      "FROM a\nARG D\nCOPY $D/<|>x /x",
    ])
      assert.equal(await files(marked), null, marked);
  });
  test("nothing for a document that is no file", () => {
    const document = new OpenDocument("untitled:Dockerfile", "dockerfile", 1, "FROM a\nCOPY a b");
    assert.equal(service.hoverFiles?.(document, { line: 1, character: 5 }), null);
  });
});

suite("values are explained as well", () => {
  test("of flags and of the keys of mounts", () => {
    explains("FROM a\nRUN --network=no<|>ne id");
    explains("FROM a\nRUN --mount=type=cache,target=/x,sharing=lo<|>cked id");
    explains("FROM a\nHEALTHCHECK --interval=3<|>0s CMD id");
  });
  test("labels that tools know", () =>
    assert.match(hover('FROM a\nLABEL org.opencontainers.image.so<|>urce="x"'), /source code.*specs\.opencontainers/s));
  test("build checks lead to their pages", () =>
    assert.match(
      hover("# check=skip=JSONArgs<|>Recommended\nFROM a"),
      /docs\.docker\.com\/reference\/build-checks\/json-args-recommended\//,
    ));
  test("what the file does not know is there by its name", () => {
    assert.match(hover("FROM a\nENV PATH=/x:$PATH\nRUN echo $PA<|>TH"), /\n\/x:\$PATH\n/);
    assert.match(hover("FROM a\nARG X\nENV A=${X}-${Y:-z}\nRUN echo $<|>A"), /\n\$X-z\n/);
  });
  test("a value cannot end the block that it stands in", () =>
    assert.match(hover('FROM a\nENV A="a```b"\nRUN echo $<|>A'), /^````text\na```b\n````\n/));
});
