import assert from "node:assert/strict";
import { suite, test } from "node:test";
import * as features from "../../../server/src/compose/env-document.ts";
import { readEnv } from "../../../server/src/compose/env-file.ts";
import { references } from "../../../server/src/compose/navigate.ts";
import { refusedName, rename } from "../../../server/src/compose/rename.ts";
import { createDocument } from "../../../server/src/text/document.ts";
import { compose, filesWith, within } from "../../support/compose.ts";
import { cursor } from "../../support/markers.ts";

const valuesOf = (text: string) => [...readEnv("file:///.env", text).variables].map(([name, it]) => [name, it.value]);
const faultsOf = (text: string) => {
  const { faults } = readEnv("file:///.env", text);
  return faults.map(({ kind, span }) => `${kind} ${text.slice(span.start, span.end)}@${span.start}`);
};

suite(".env files", () => {
  test("are read with quotes, comments, exports and names alone", () => {
    const text = "A=1 # one\nexport B='x # y'\nC=\"a\\nb\"\n#D=1\nE\nF: 2\n  G = h i \nH=#\nI=a#b\r\nA=3\n";
    assert.deepEqual(valuesOf(text), [
      ["A", "3"],
      ["B", "x # y"],
      ["C", "a\nb"],
      ["E", null],
      ["F", "2"],
      ["G", "h i"],
      ["H", ""],
      ["I", "a#b"],
    ]);
  });

  test("have values of several lines in quotes", () => {
    assert.deepEqual(valuesOf("KEY=\"-----BEGIN\nabc=\n-----END\"\nB='1\n2'\nC=3"), [
      ["KEY", "-----BEGIN\nabc=\n-----END"],
      ["B", "1\n2"],
      ["C", "3"],
    ]);
  });

  test("say which character no name has, and which quote stays open", () => {
    assert.deepEqual(faultsOf("MY NAME=1\nA=2\n-=x\nB%=3\n=4\nC='open\nD=1\n"), [
      "name  @2",
      "name %@19",
      "name =@23",
      "quote '@28",
    ]);
    assert.deepEqual(faultsOf("a.b-c[0]=1\nÑ=1\nexport A\nexport=1\n"), []);
  });

  test("never take long", () => {
    within(2000, () => readEnv("file:///.env", 'A="x\n'.repeat(100_000)));
    within(2000, () => readEnv("file:///.env", `A=${" ".repeat(100_000)}x`));
  });
});

suite("variables", () => {
  const COMPOSE = "services:\n  web:\n    image: web:${TAG:-${OTHER}}\n    user: $TAG\n";
  const texts = {
    ".env": "TAG=1\nTAG=2\nOTHER=3\n",
    "compose.yaml": COMPOSE,
    "compose.override.yaml": "services:\n  web:\n    hostname: h-${TAG}\n",
  };
  const files = filesWith(texts);
  const env = features.parseEnv(createDocument("file:///shop/.env", "dotenv", 1, texts[".env"]), files);
  const places = (all: readonly { uri: string; range: { start: { line: number; character: number } } }[] | null) =>
    all?.map(({ uri, range }) => `${uri.slice("file:///shop/".length)} ${range.start.line}:${range.start.character}`);
  const EVERYWHERE = [".env 0:0", ".env 1:0", "compose.yaml 2:17", "compose.yaml 3:11", "compose.override.yaml 2:18"];

  test("are found everywhere from a compose file", () => {
    const { text, offset } = cursor(COMPOSE.replace("$TAG", "$T<|>AG"));
    assert.deepEqual(places(references(compose(text, { files }), offset, true)), EVERYWHERE);
  });

  test("are found everywhere from .env", () => {
    assert.deepEqual(places(features.references(env, 1, true)), EVERYWHERE);
    assert.equal(features.references(env, 1, false).length, 3);
  });

  test("are counted where they are set", () => {
    const said = (value: string): unknown => {
      const files = filesWith({ ".env": "TAG=1\n", "compose.yaml": `services:\n  web:\n    image: ${value}\n` });
      return features.hover(features.parseEnv(createDocument("file:///shop/.env", "dotenv", 1, "TAG=1\n"), files), 1)
        ?.contents;
    };
    const markdown = (value: string) => ({ kind: "markdown", value });
    assert.deepEqual(said("x"), markdown("No compose file uses it by `${TAG}`."));
    assert.deepEqual(said("x:$TAG"), markdown("Used once in the compose files."));
    assert.deepEqual(said("x-$TAG:$TAG"), markdown("Used 2 times in the compose files."));
  });

  test("are renamed everywhere, to names that variables can have", () => {
    const { text, offset } = cursor(COMPOSE.replace("OTHER", "OT<|>HER"));
    const { changes = {} } = rename(compose(text, { files }), offset, "NEXT") ?? {};
    assert.deepEqual(Object.keys(changes), ["file:///shop/.env", "file:///shop/compose.yaml"]);
    assert.deepEqual(features.rename(env, 1, "VERSION")?.changes?.["file:///shop/compose.yaml"]?.length, 2);
    assert.equal(features.rename(env, 1, "no name"), null);
    assert.match(features.refusedName(env, 1, "no name") ?? "", /no digit first/);
    assert.match(refusedName(compose(text, { files }), offset, "1") ?? "", /no digit first/);
  });

  test("of an .env beside no compose file are left alone", () => {
    const alone = features.parseEnv(createDocument("file:///shop/.env", "dotenv", 1, "A=1\n"), filesWith({}));
    assert.equal(features.prepareRename(alone, 0), null);
    assert.equal(features.hover(alone, 0), null);
  });
});
