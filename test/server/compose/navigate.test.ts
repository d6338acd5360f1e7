import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { definition, highlight, references } from "../../../server/src/compose/navigate.ts";
import { prepareRename, refusedName, rename } from "../../../server/src/compose/rename.ts";
import { spanOf } from "../../../server/src/text/document.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { compose, filesWith } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const OTHER = "services:\n  db:\n    image: postgres:18\n  cache:\n    depends_on: [db]\n    image: redis:8\n";
const FILES = filesWith({ "other.yaml": OTHER, ".env": "A=1\nexport TAG=2\n" });

function at(marked: string) {
  const { text, offset } = cursor(marked);
  return { text, offset, file: compose(text, { files: FILES }) };
}

/** `line:column` of each place, with the file's name where it is another one. */
function places(
  found: readonly { uri: string; range: { start: { line: number; character: number } } }[] | null,
): string[] {
  return (found ?? []).map(({ uri, range: { start } }) => {
    const name = uri.slice(uri.lastIndexOf("/") + 1);
    return `${name === "compose.yaml" ? "" : `${name} `}${start.line + 1}:${start.character}`;
  });
}
const defined = (marked: string): string[] => {
  const { file, offset } = at(marked);
  return places(definition(file, offset));
};

suite("definition", () => {
  const project = (line: string): string =>
    `services:\n  web:\n    image: x\n    ${line}\n  db:\n    image: y\nnetworks:\n  back:\nvolumes:\n  data:\nsecrets:\n  key:\n    file: k\n`;
  for (const [name, line, wanted] of [
    ["a service in a list", "depends_on: [d<|>b]", "5:2"],
    ["a service as a key", "depends_on: { d<|>b: { condition: service_started } }", "5:2"],
    ["a service behind a prefix", "network_mode: service:d<|>b", "5:2"],
    ["a service with an alias", 'links: ["d<|>b:database"]', "5:2"],
    ["a network", "networks: [ba<|>ck]", "8:2"],
    ["a volume", "volumes: ['da<|>ta:/x:ro']", "10:2"],
    ["a secret", "secrets: [{ source: ke<|>y }]", "12:2"],
    ["a base", "extends: { service: d<|>b }", "5:2"],
  ] as const) {
    test(`of ${name}`, () => assert.deepEqual(defined(project(line)), [wanted]));
  }
  test("of an alias is the anchor above it", () =>
    assert.deepEqual(defined("a: &x 1\nb: &x 2\nc: *<|>x\nd: &x 3\n"), ["2:4"]));
  test("in an included file", () =>
    assert.deepEqual(defined("include: [other.yaml]\nservices:\n  a:\n    depends_on: [d<|>b]\n"), ["other.yaml 2:2"]));
  test("in an extended file", () =>
    assert.deepEqual(defined("services:\n  a:\n    extends: { file: other.yaml, service: d<|>b }\n"), [
      "other.yaml 2:2",
    ]));
  test("of a variable is its line of .env", () =>
    assert.deepEqual(defined("services:\n  a:\n    image: x:${T<|>AG}\n"), [".env 2:7"]));
  test("of a file is the file", () => assert.deepEqual(defined("include:\n  - oth<|>er.yaml\n"), ["other.yaml 1:0"]));
  test("of what is no name is nothing", () => assert.deepEqual(defined("services:\n  a:\n    ima<|>ge: x\n"), []));
});

suite("references and rename", () => {
  test("go through the whole project", () => {
    const { file, offset } = at("include: [other.yaml]\nservices:\n  a:\n    depends_on: [d<|>b]\n");
    assert.deepEqual(places(references(file, offset, true)), ["4:17", "other.yaml 5:17", "other.yaml 2:2"]);
    assert.deepEqual(places(references(file, offset, false)), ["4:17", "other.yaml 5:17"]);
    const changes = rename(file, offset, "store")?.changes ?? {};
    assert.deepEqual(Object.keys(changes), ["file:///shop/compose.yaml", "file:///shop/other.yaml"]);
  });
  test("rename every use in the file, in quotes, with options, as keys", () => {
    const { file, offset, text } = at(
      'services:\n  a:\n    volumes:\n      - "da<|>ta:/x"\n      - {type: volume, source: data}\n      - ./data:/y\nvolumes:\n  data: {}\n',
    );
    const edits = Object.values(rename(file, offset, "store")?.changes ?? {}).flat();
    const after = applyEdits(
      text,
      edits.map((it) => ({ span: spanOf(file.document, it.range), newText: it.newText })),
    );
    assert.equal(
      after,
      text.replace('"data', '"store').replace("source: data", "source: store").replace("  data: {}", "  store: {}"),
    );
  });
  test("an anchor and its aliases, not another anchor of that name", () => {
    const { file, offset } = at("a: &<|>x 1\nb: *x\nc: &x 2\nd: *x\n");
    assert.deepEqual(
      highlight(file, offset)?.map((it) => `${it.range.start.line} ${it.kind}`),
      ["0 3", "1 2"],
    );
  });
  test("a service of another file, not one of this file with its name", () => {
    const { file, offset } = at("services:\n  a:\n    extends:\n      file: b.yaml\n      service: w<|>\n  w: {}\n");
    assert.deepEqual(
      highlight(file, offset)?.map((it) => `${it.range.start.line} ${it.kind}`),
      ["4 2"],
    );
  });
  test("rename to nothing that is no name", () => {
    const { file, offset } = at("services:\n  a<|>:\n    image: x\n");
    for (const name of ["my web", "", "a:b", "-x", "#x"]) assert.equal(rename(file, offset, name), null, name);
    const { file: other, offset: anchor } = at("x: &a<|> 1\n");
    assert.equal(rename(other, anchor, "a b"), null);
    assert.ok(rename(other, anchor, "ñandú"));
  });
  test("say why a new name cannot be", () => {
    const { file, offset } = at("services:\n  a<|>:\n    image: x\n    profiles: [dev]\n  b:\n    profiles: [prod]\n");
    assert.equal(refusedName(file, offset, "a b"), "Use letters, digits, -, _ and ., with no - or . first.");
    assert.equal(refusedName(file, offset, "b"), "There is b in services already.");
    assert.equal(rename(file, offset, "b"), null);
    assert.equal(refusedName(file, offset, "a"), null);
    const profile = file.text.indexOf("dev");
    assert.equal(refusedName(file, profile, "prod"), null);
    const { file: anchors, offset: anchor } = at("x: &a<|> 1\ny: &b 2\n");
    assert.equal(refusedName(anchors, anchor, "[b"), "An anchor is named without blanks, commas and brackets.");
    assert.equal(refusedName(anchors, anchor, "b"), "There is an anchor b already.");
    const { file: elsewhere, offset: base } = at(
      "services:\n  a:\n    extends:\n      file: other.yaml\n      service: d<|>b\n  c: {}\n",
    );
    assert.equal(refusedName(elsewhere, base, "c"), null);
  });
  test("nothing where there is no name", () => {
    const { file, offset } = at("services:\n  a:\n    command: a<|>\n");
    assert.equal(prepareRename(file, offset), null);
    assert.equal(rename(file, offset, "x"), null);
    assert.equal(references(file, offset, true), null);
    assert.equal(highlight(file, offset), null);
  });
});

suite("a stage that a service is built to", () => {
  const DOCKERFILE = "FROM node AS base\nFROM base AS run\nCOPY --from=base /a /b\n";
  const files = filesWith({
    "app/Dockerfile": DOCKERFILE,
    "compose.override.yaml": "services:\n  c:\n    build: { context: app, target: base }\n",
  });
  const marked =
    "services:\n  a:\n    build:\n      context: ./app\n      target: ba<|>se\n  b:\n    build: { context: app, target: run }\n";
  const { text, offset } = cursor(marked);
  const file = compose(text, { files });

  test("leads to its Dockerfile", () => assert.deepEqual(places(definition(file, offset)), ["Dockerfile 1:13"]));
  test("is highlighted", () => assert.equal(highlight(file, offset)?.length, 1));
  test("is found in both", () => {
    assert.deepEqual(places(references(file, offset, true)), [
      "Dockerfile 1:13",
      "Dockerfile 2:5",
      "Dockerfile 3:12",
      "5:14",
      "compose.override.yaml 3:35",
    ]);
    assert.equal(references(file, offset, false)?.length, 4);
  });
  test("is renamed in both, to a name that a stage can have", () => {
    const { changes = {} } = rename(file, offset, "deps") ?? {};
    assert.deepEqual(Object.keys(changes).length, 3);
    assert.equal(rename(file, offset, "no name"), null);
    assert.match(refusedName(file, offset, "no name") ?? "", /a letter first/);
    assert.equal(refusedName(file, offset, "RUN"), "There is a stage RUN already.");
  });
});

suite("files that others take in", () => {
  const TEXTS: Readonly<Record<string, string>> = {
    "compose.yaml":
      "include: [parts/db.yaml]\nservices:\n  web:\n    build: {context: web, target: prod}\n    depends_on: [db]\n    extends: {file: common.yaml, service: base}\n  cache:\n    image: redis:8\nnetworks:\n  back:\n",
    "compose.override.yaml": "services:\n  web:\n    build:\n      target: prod\n  db:\n    user: me\n",
    "parts/db.yaml": "services:\n  db:\n    image: postgres:18\n    networks: [back]\n    depends_on: [cache]\n",
    "common.yaml": "services:\n  base:\n    image: x:1\n",
    "api/compose.yaml": "services:\n  api:\n    extends: {file: ../common.yaml, service: base}\n",
    "web/Dockerfile": "FROM node:24 AS prod\n",
    Dockerfile: "FROM scratch AS other\n",
  };
  const files = filesWith(TEXTS);
  const fileAt = (name: string) => compose(TEXTS[name] ?? "", { files, uri: `file:///shop/${name}` });
  /** `file:line` of each place; `word` with its `<|>` says where the cursor is. */
  const lines = (found: readonly { uri: string; range: { start: { line: number } } }[] | null): string[] =>
    (found ?? []).map(({ uri, range }) => `${uri.slice("file:///shop/".length)}:${range.start.line + 1}`);
  const offsetOf = (name: string, word: string): number =>
    (TEXTS[name] ?? "").indexOf(word.replace("<|>", "")) + word.indexOf("<|>");
  const renamedIn = (name: string, word: string): string[] => {
    const { changes = {} } = rename(fileAt(name), offsetOf(name, word), "other") ?? {};
    return Object.entries(changes).flatMap(([uri, edits]) => lines(edits.map(({ range }) => ({ uri, range }))));
  };

  for (const [name, word, defined, all] of [
    ["parts/db.yaml", "  d<|>b:", "parts/db.yaml:2", ["parts/db.yaml:2", "compose.yaml:5", "compose.override.yaml:5"]],
    ["parts/db.yaml", "[ca<|>che]", "compose.yaml:7", ["parts/db.yaml:5", "compose.yaml:7"]],
    ["parts/db.yaml", "[ba<|>ck]", "compose.yaml:10", ["parts/db.yaml:4", "compose.yaml:10"]],
    ["common.yaml", "  ba<|>se:", "common.yaml:2", ["common.yaml:2", "compose.yaml:6", "api/compose.yaml:3"]],
    ["compose.yaml", "service: ba<|>se", "common.yaml:2", ["common.yaml:2", "compose.yaml:6", "api/compose.yaml:3"]],
    [
      "compose.override.yaml",
      "target: pr<|>od",
      "web/Dockerfile:1",
      ["web/Dockerfile:1", "compose.override.yaml:4", "compose.yaml:4"],
    ],
  ] as const) {
    test(`${word.replace("<|>", "").trim()} of ${name} is found and renamed everywhere`, () => {
      const [file, offset] = [fileAt(name), offsetOf(name, word)];
      assert.deepEqual(lines(definition(file, offset)), [defined]);
      assert.deepEqual(lines(references(file, offset, true)).sort(), [...all].sort());
      assert.deepEqual(renamedIn(name, word).sort(), [...all].sort());
    });
  }
});
