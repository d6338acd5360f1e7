import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import type { EngineState } from "../../../server/src/shared/protocol.ts";
import { readSettings } from "../../../server/src/shared/settings.ts";
import { open } from "../../support/lint.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.
const DAY = 86_400;
const ENGINE: EngineState = {
  name: "Docker 28.1.0",
  version: "28.1.0",
  apiVersion: "1.49",
  os: "linux",
  arch: "amd64",
  buildkit: true,
  images: [
    {
      tags: ["node:24", "docker.io/library/alpine:latest"],
      digests: ["node@sha256:ab"],
      size: 1,
      createdAt: Date.now() / 1000 - 3.5 * DAY,
    },
  ],
};

function hints(text: string, on: readonly string[], engine: EngineState | null = null): string[] {
  const document = open(text);
  const settings = readSettings((name) => (name.startsWith("hints.") ? on.includes(name) : undefined));
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  return (service.hints?.(document, range, settings, engine) ?? []).map(
    ({ position, label }) => `${position.line}:${position.character} ${label}`,
  );
}

suite("values beside the text of a Dockerfile", () => {
  test("of variables, where the builder puts them in", () =>
    assert.deepEqual(
      hints("ARG V=24\nFROM node:$V AS b\nENV HOME=/srv\nWORKDIR ${HOME}/app\nRUN echo $HOME", ["hints.variables"]),
      ["1:12 = 24", "3:15 = /srv"],
    ));
  test("as they are at that place: the last ARG or ENV counts, and an ARG without a value leaves what there is", () =>
    assert.deepEqual(
      hints("FROM a\nENV V=1\nARG V=2\nEXPOSE $V\nARG V\nEXPOSE $V\nENV V=3\nEXPOSE $V", ["hints.variables"]),
      ["3:9 = 2", "5:9 = 2", "7:9 = 3"],
    ));
  test("never of secrets, and no passwords in addresses", () => {
    assert.deepEqual(hints("FROM a\nENV TOKEN=1\nENV X=$TOKEN", ["hints.variables"]), []);
    assert.deepEqual(hints("FROM a\nENV URL=http://me:pw@x\nENV X=$URL", ["hints.variables"]), [
      "2:10 = http://me:•••@x",
    ]);
  });
  test("the number of each stage, where there are several", () => {
    assert.deepEqual(hints("FROM a\nFROM b AS c", ["hints.stageIndex"]), ["0:6 stage 0", "1:11 stage 1"]);
    assert.deepEqual(hints("FROM a", ["hints.stageIndex"]), []);
  });
  test("the age of a base image that the engine has", () => {
    const text = "FROM node:24 AS b\nFROM alpine\nFROM b\nFROM other";
    assert.deepEqual(hints(text, ["hints.baseImageAge"], ENGINE), ["0:12 3 days ago", "1:11 3 days ago"]);
    assert.deepEqual(hints(text, ["hints.baseImageAge"], null), []);
  });
  test("nothing where the settings say so, or outside of what is seen", () => {
    assert.deepEqual(hints("ARG V=1\nFROM a:$V\nFROM node:24", [], ENGINE), []);
    const document = open("ARG V=1\nFROM a:$V");
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
    assert.deepEqual(
      service.hints?.(
        document,
        range,
        readSettings(() => undefined),
        null,
      ),
      [],
    );
  });
});
