import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { hadolintConfig } from "../../../server/src/lint/hadolint-config.ts";
import { lintConfig } from "../../../server/src/lint/run.ts";
import { readSettings } from "../../../server/src/shared/settings.ts";
import { lint } from "../../support/lint.ts";

const ids = (text: string, yaml: unknown = {}): string[] => {
  const config = lintConfig(
    readSettings((name) => (name === "lint.rules" ? { "unused-stage": "off" } : undefined)),
    assert.fail,
    hadolintConfig(yaml),
  );
  return lint(text, config).map((it) => it.rule.id);
};

suite("comments that switch rules off", () => {
  test("hadolint's, on the next line, by any name of the rule", () => {
    assert.deepEqual(ids("# hadolint ignore=DL3006\nFROM alpine"), []);
    assert.deepEqual(ids("# hadolint ignore=DL3007,untagged-base-image # why\nFROM alpine"), []);
    assert.deepEqual(ids("# hadolint ignore=DL3006\n# another comment\nFROM alpine"), ["untagged-base-image"]);
    assert.deepEqual(ids("# hadolint ignore=DL3007\nFROM alpine"), ["untagged-base-image"]);
  });
  test("for the whole instruction, wherever in it the finding is", () =>
    assert.deepEqual(ids("FROM alpine:3.22\n# hadolint ignore=DL3004\nRUN id && \\\n  sudo id"), []));
  test("for the stage below, but not for its FROM", () => {
    const text = "# hadolint stage ignore=DL3004,DL3006\nFROM alpine\nRUN sudo id\nFROM alpine:3.22\nRUN sudo id";
    assert.deepEqual(ids(text), ["untagged-base-image", "no-sudo"]);
  });
  test("for the file", () => assert.deepEqual(ids("FROM alpine\nFROM alpine\n# hadolint global ignore=DL3006"), []));
  test("BuildKit's, as a directive and above an instruction", () => {
    assert.deepEqual(ids("# check=skip=MaintainerDeprecated\nFROM alpine:3.22\nMAINTAINER me"), []);
    assert.deepEqual(ids("FROM alpine:3.22\n# check=skip=MaintainerDeprecated // old\nMAINTAINER me"), []);
    assert.deepEqual(ids("# check=skip=all\nFROM alpine:3.22\nMAINTAINER me"), []);
    assert.deepEqual(ids("# check=skip=all\nFROM alpine:3.22\nUSER"), ["missing-arguments"]);
  });
  test("BuildKit's above an instruction: the first counts, none above an empty comment, and what stops the build stays", () => {
    const skip = "# check=skip=";
    const below = (comments: string): string[] => ids(`FROM alpine:3.22\n${comments}\nMAINTAINER me`);
    assert.deepEqual(below(`${skip}MaintainerDeprecated\n\n# more`), []);
    assert.deepEqual(below(`${skip}StageNameCasing\n${skip}MaintainerDeprecated`), ["maintainer-deprecated"]);
    assert.deepEqual(below(`${skip}MaintainerDeprecated\n#`), ["maintainer-deprecated"]);
    assert.deepEqual(below(`${skip}StageNameCasing\n#\n${skip}MaintainerDeprecated`), []);
    assert.deepEqual(ids(`FROM alpine:3.22\n${skip}all\nUSER`), ["missing-arguments"]);
  });
  test("what BuildKit finds before it reads the comments of an instruction is switched off by the directive only", () => {
    const name = "ConsistentInstructionCasing";
    assert.deepEqual(ids(`FROM alpine:3.22\n# check=skip=${name}\nrun id`), ["instruction-case"]);
    assert.deepEqual(ids(`# check=skip=${name}\nFROM alpine:3.22\nrun id`), []);
  });
  test("hadolint reads no list with a name in it that it does not know", () => {
    assert.deepEqual(ids("# hadolint ignore=DL3006,nothing\nFROM alpine"), ["untagged-base-image"]);
    assert.deepEqual(ids("# hadolint ignore=DL3006 DL3007\nFROM alpine"), ["untagged-base-image"]);
    assert.deepEqual(ids("# hadolint ignore = DL3007 , DL3006 # why\nFROM alpine"), []);
  });
  test("BuildKit's error=true makes its checks errors", () => {
    const [found] = lint("# check=error=true\nFROM alpine:3.22\nMAINTAINER me");
    assert.equal(found?.severity, "error");
  });
  test("BuildKit's experimental switches a rule on", () =>
    assert.deepEqual(ids("# check=experimental=InvalidDefinitionDescription\n# x\nFROM alpine:3.22 AS base"), [
      "definition-description",
    ]));
  test("that of dockerfile-utils", () =>
    assert.deepEqual(ids("FROM alpine:3.22\n# dockerfile-utils: ignore\nMAINTAINER me"), []));
  test("ours, by id", () => assert.deepEqual(ids("# gantry ignore=untagged-base-image\nFROM alpine"), []));
});

suite(".hadolint.yaml", () => {
  test("ignored and override", () => {
    assert.deepEqual(ids("FROM alpine", { ignored: ["DL3006"] }), []);
    assert.deepEqual(ids("FROM alpine:3.22\nUSER root", { override: { warning: ["DL3002"] } }), ["last-user-root"]);
  });
  test("trusted registries", () => {
    const yaml = { trustedRegistries: ["*.example.com", "docker.io"] };
    assert.deepEqual(ids("FROM reg.example.com/a:1\nFROM alpine:3.22", yaml), []);
    assert.deepEqual(ids("FROM evil.org/a:1", yaml), ["untrusted-registry"]);
  });
  test("a schema of labels", () => {
    const yaml = { "label-schema": { team: "text", "image.url": "url" } };
    assert.deepEqual(ids('FROM alpine:3.22\nLABEL team="x" image.url="nowhere"', yaml), ["invalid-label-value"]);
    assert.deepEqual(ids("FROM alpine:3.22", yaml), ["missing-label", "missing-label"]);
  });
  test("comments can be forbidden", () =>
    assert.deepEqual(ids("# hadolint ignore=DL3006\nFROM alpine", { "disable-ignore-pragma": true }), [
      "untagged-base-image",
    ]));
  test("what it does not understand is left out", () => {
    for (const yaml of [null, 1, [], "x", { ignored: 1, override: [], "label-schema": "x" }])
      assert.deepEqual(ids("FROM alpine:3.22", yaml), []);
  });
});
