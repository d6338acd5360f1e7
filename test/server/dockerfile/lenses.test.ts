import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { lenses } from "../../../server/src/dockerfile/lenses.ts";
import { parse } from "../../../server/src/dockerfile/parse.ts";
import { createDocument } from "../../../server/src/text/document.ts";

const lensesOf = (text: string, uri = "file:///shop/Dockerfile") =>
  lenses(parse(createDocument(uri, "dockerfile", 1, text))).map(({ range, command }) => [
    range.start.line,
    command?.command,
    command?.arguments?.[0].path,
    command?.arguments?.[0].stage,
  ]);
const lens = (line: number, verb: string, stage: string | null) => [
  line,
  `gantry.images.${verb}`,
  "/shop/Dockerfile",
  stage,
];

suite("the lenses of a Dockerfile", () => {
  test("a single stage is the image", () => {
    assert.deepEqual(lensesOf("ARG V\nFROM a AS b\nRUN x\n"), [lens(1, "build", null), lens(1, "tryStage", null)]);
  });

  test("of several stages each has its own, one without a name by its number", () => {
    assert.deepEqual(lensesOf("FROM a AS b\nFROM c\n"), [
      lens(0, "build", null),
      lens(0, "build", "b"),
      lens(0, "tryStage", "b"),
      lens(1, "build", "1"),
      lens(1, "tryStage", "1"),
    ]);
  });

  test("a file that is not on the disk has none", () =>
    assert.deepEqual(lensesOf("FROM a\n", "untitled:Dockerfile"), []));
});
