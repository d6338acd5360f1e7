/** All rules at once: comments that switch them off, large files, broken ones, edits. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { OpenDocument } from "../../../../../server/src/documents.ts";
import { messageOf } from "../../../../../server/src/lint/rule.ts";
import { lintCompose } from "../../../../../server/src/lint/run.ts";
import { finish } from "../../../../../server/src/steps.ts";
import { manyServices, within } from "../../../../support/compose.ts";
import { configWith, lint, lintTable } from "../../../../support/lint.ts";
import { belowFrom } from "../../../../support/random.ts";

suite("comments that switch rules off", () => {
  lintTable("unpinned-image", {
    "in the key below and all that it holds":
      "services:\n  # gantry ignore=unpinned-image\n  a:\n    image: x\n  b:\n    image: y\n#          ^ unpinned-image",
    "in their line": "services:\n  a:\n    image: x # gantry ignore=unpinned-image",
    everywhere: "# gantry global ignore=unpinned-image\nservices:\n  a:\n    image: x",
    "dclint's, by its own name":
      "services:\n  a:\n    # dclint disable-line service-image-require-explicit-tag\n    image: x\n  b:\n    image: y # dclint disable-line",
    "dclint's, for the file": "# dclint disable service-image-require-explicit-tag\nservices:\n  a:\n    image: x",
    "of another rule: no": "services:\n  a:\n    image: x # gantry ignore=wrong-type\n#          ^ unpinned-image",
  });
});

test("1,000 services with the usual idioms are clean and quick", () => {
  within(5000, () => assert.deepEqual(lint(manyServices(1000), configWith({}), "compose"), []));
});

test("no rule throws on any prefix of a file", () => {
  const text = `${manyServices(2)}secrets:\n  s: { file: ./x }\nx-a: &a [1, {b: "c}"}]\n`;
  for (let i = 0; i <= text.length; i++) lint(text.slice(0, i), configWith({}), "compose");
});

test("after any edits the findings are those of reading the file anew", () => {
  const sample = `x-a: &a
  restart: always
  depends_on: [db]
  ports: ["1:99999"]
services:
  web:
    <<: *a
    image: nginx
    networks: [back, none]
  api:
    <<: *a
    image: node:24
    volumes: [data:/d, more:/m]
    environment: &env
      PASSWORD: x
  db:
    imag: x
    environment: *env
networks:
  back:
volumes:
  data:
`;
  const inserts = [
    "",
    "x",
    "\n",
    " ",
    ":",
    "  ",
    "- ",
    "*a",
    "&b ",
    "\n  new:\n    image: z\n    networks: [back]\n",
    "<<: *a",
    "a",
  ];
  const random = belowFrom(11);
  const found = (document: OpenDocument): string[] =>
    finish(lintCompose(document.compose, configWith({}))).map(
      (it) => `${it.rule.id} ${it.span.start}-${it.span.end} ${messageOf(it)}`,
    );
  let document = new OpenDocument("file:///compose.yaml", "", 0, sample);
  for (let i = 1; i <= 400; i++) {
    if (i % 25 === 0) document = new OpenDocument("file:///compose.yaml", "", 0, sample);
    const { text } = document;
    const at = random(text.getText().length);
    const range = { start: text.positionAt(at), end: text.positionAt(at + random(3)) };
    document.change([{ range, text: inserts[random(inserts.length)] ?? "" }], i);
    const whole = text.getText();
    assert.deepEqual(
      found(document).sort(),
      found(new OpenDocument("file:///compose.yaml", "", 0, whole)).sort(),
      whole,
    );
  }
});
