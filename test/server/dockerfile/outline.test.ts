import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { outline } from "../../../server/src/dockerfile/outline.ts";
import { parse } from "../../../server/src/dockerfile/parse.ts";
import { createDocument } from "../../../server/src/text/document.ts";

const outlineOf = (text: string) => outline(parse(createDocument("file:///Dockerfile", "dockerfile", 1, text)));
const steps = (text: string) =>
  outlineOf(text).stages.map(({ name, steps }) => [
    name,
    ...steps.map((it) => `${it.keyword} ${it.line}-${it.endLine}`),
  ]);

suite("the steps of a build", () => {
  test("are what makes a layer, and the base image", () => {
    assert.deepEqual(steps("FROM a\nENV X=1\nWORKDIR /w\nCOPY . .\nRUN make \\\n  all\nCMD x\n"), [
      [null, "FROM 0-0", "WORKDIR 2-2", "COPY 3-3", "RUN 4-5"],
    ]);
  });

  test("leave FROM out where it names a stage or scratch", () => {
    assert.deepEqual(steps("FROM scratch AS a\nCOPY x /\nFROM A\nRUN y\n"), [
      ["a", "COPY 1-1"],
      [null, "RUN 3-3"],
    ]);
  });
});

test("the line of the directive that names the front end", () => {
  assert.equal(outlineOf("# escape=`\n# Syntax = docker/dockerfile:1\nFROM a\n").syntaxLine, 1);
  assert.equal(outlineOf("FROM a\n# syntax=docker/dockerfile:1\n").syntaxLine, null);
});

test("the arguments of a build, each once and with its default", () => {
  assert.deepEqual(outlineOf('ARG V=1\nFROM a\nARG V\nARG TOKEN NAME="x y"\n').args, [
    { name: "V", default: "1" },
    { name: "TOKEN", default: null },
    { name: "NAME", default: "x y" },
  ]);
});

suite("what is copied from the context", () => {
  const cases: Record<string, [text: string, sources: string[]]> = {
    "plain paths, each once": ["COPY a b /x/\nADD a /y", ["a", "b"]],
    "the exec form": ['COPY ["a b", "c", "/x/"]', ["a b", "c"]],
    "not from another stage": ["COPY --from=base a /x", []],
    "not what a variable, a pattern or a URL names": ["COPY $A *.txt /x/\nADD https://a/b /c", []],
  };
  for (const [name, [text, sources]] of Object.entries(cases))
    test(name, () => assert.deepEqual(outlineOf(`FROM a\n${text}\n`).sources, sources));
});

test("the secrets that steps mount, each once", () => {
  const text = [
    "FROM a",
    "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci",
    "RUN --mount=type=cache,target=/c --mount=type=secret,target=/run/secrets/token --mount=type=secret,id=npmrc make",
    "RUN --mount=type=secret,id=$ID x",
  ];
  assert.deepEqual(outlineOf(text.join("\n")).secrets, ["npmrc", "token"]);
});
