import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { buildSteps } from "../../../server/src/dockerfile/build-steps.ts";
import { parse } from "../../../server/src/dockerfile/parse.ts";
import { createDocument } from "../../../server/src/text/document.ts";

const steps = (text: string) =>
  buildSteps(parse(createDocument("file:///Dockerfile", "dockerfile", 1, text))).map(({ name, steps }) => [
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
