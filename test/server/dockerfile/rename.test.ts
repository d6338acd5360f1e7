/** Renaming what a Dockerfile names: every mention that means the same, and no other. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { type LanguageService, languageOfFile } from "../../../server/src/languages.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { open } from "../../support/lint.ts";
import { cursor } from "../../support/markers.ts";

const service = languageOfFile("Dockerfile") as LanguageService; // The registry of languages has it.

function at(marked: string) {
  const { text, offset } = cursor(marked);
  const document = open(text);
  return { text, document, position: document.text.positionAt(offset) };
}
function renamed(marked: string, name: string): string {
  const { text, document, position } = at(marked);
  const { changes = {} } = service.rename?.(document, position, name) ?? {};
  const edits = Object.values(changes).flat();
  const offset = (it: { line: number; character: number }): number => document.text.offsetAt(it);
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      span: { start: offset(range.start), end: offset(range.end) },
      newText,
    })),
  );
}
const refused = (marked: string, name: string): string | null => {
  const { document, position } = at(marked);
  return service.refusedName?.(document, position, name) ?? null;
};

/** From any of its places, all of them. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  "in the heredocs of a shell":
    "FROM a\nENV <|>A=1\nRUN <<EOF\necho $<|>A ${<|>A}\nEOF\nRUN <<'EOF' bash\necho $<|>A\nEOF\nRUN cat <<EOF >/x\n$<|>A\nEOF",
  "in the heredocs that are filled in": "FROM a\nENV <|>A=1\nCOPY <<EOF /x\na=$<|>A\nEOF",
  "of the stages that this one is built on":
    "FROM a AS one\nENV <|>A=1\nFROM one AS two\nRUN echo $<|>A\nFROM two\nENV <|>A=$<|>A.2\nFROM one\nARG <|>A",
  "above FROM, where a stage takes it in":
    "ARG <|>A=1\nFROM a:$<|>A AS one\nARG <|>A\nRUN echo $<|>A\nFROM b:$<|>A\nONBUILD ARG <|>A",
};
/** Others of the same name. */
const APART: Readonly<Record<string, readonly [string, string]>> = {
  "heredocs of other languages": [
    "FROM a\nENV <|>A=1\nRUN <<EOF\n#!/usr/bin/env python3\nprint('$A')\nEOF\nRUN cat <<'EOF'\n$A\nEOF\nCOPY <<'EOF' /x\n$A\nEOF",
    "FROM a\nENV B=1\nRUN <<EOF\n#!/usr/bin/env python3\nprint('$A')\nEOF\nRUN cat <<'EOF'\n$A\nEOF\nCOPY <<'EOF' /x\n$A\nEOF",
  ],
  "the ARG of another stage": [
    "FROM a AS x\nARG <|>A\nFROM x\nARG A\nRUN $A",
    "FROM a AS x\nARG B\nFROM x\nARG A\nRUN $A",
  ],
  "an ARG with a value of its own": ["ARG <|>A=1\nFROM a:$A\nARG A=2\nRUN $A", "ARG B=1\nFROM a:$B\nARG A=2\nRUN $A"],
};

suite("renaming a variable", () => {
  for (const [name, marked] of Object.entries(EVERYWHERE))
    test(name, () => {
      const places = marked.split("<|>");
      const expected =
        places[0] +
        places
          .slice(1)
          .map((it) => `NEW${it.slice(1)}`)
          .join("");
      for (let cut = 1; cut < places.length; cut++) {
        const one = `${places.slice(0, cut).join("")}<|>${places.slice(cut).join("")}`;
        assert.equal(renamed(one, "NEW"), expected, one);
      }
    });
  for (const [name, [marked, expected]] of Object.entries(APART))
    test(`but not ${name}`, () => assert.equal(renamed(marked, "B"), expected));
});

suite("renaming a stage by its number", () => {
  test("one that has a name gets the new one everywhere", () =>
    assert.equal(
      renamed(
        "FROM a AS one\nFROM one\nCOPY --from=<|>0 x y\nRUN --mount=from=0,target=/x id\nCOPY --from=1 x y",
        "base",
      ),
      "FROM a AS base\nFROM base\nCOPY --from=base x y\nRUN --mount=from=base,target=/x id\nCOPY --from=1 x y",
    ));
  test("one without a name is given it at its FROM", () =>
    assert.equal(
      renamed("FROM a\nFROM b\nCOPY --from=<|>0 x y", "base"),
      "FROM a AS base\nFROM b\nCOPY --from=base x y",
    ));
  test("by its name the numbers stay", () =>
    assert.equal(
      renamed("FROM a AS <|>one\nFROM b\nCOPY --from=0 x y", "base"),
      "FROM a AS base\nFROM b\nCOPY --from=0 x y",
    ));
  test("it is among the places of the stage", () => {
    const { document, position } = at("FROM a AS <|>one\nFROM b\nCOPY --from=0 x y\nCOPY --from=one x y");
    assert.equal(service.references?.(document, position, true)?.length, 3);
    assert.equal(service.highlight?.(document, position)?.length, 3);
  });
});

suite("names that are refused", () => {
  for (const [marked, names] of [
    ["FROM a AS <|>one\nFROM b AS two", ["", "1x", "a b", "a/b", "two", "TWO"]],
    ["FROM a\nARG A\nENV <|>B=1", ["", "1x", "a b", "a-b", "ñ", "A"]],
    ["FROM a\nRUN <<<|>EOF <<END\nx\nEOF\ny\nEND", ["", "a b", "x", "END", "y"]],
  ] as const)
    for (const name of names) test(`${JSON.stringify(marked)}: ${name}`, () => assert.ok(refused(marked, name)));
  test("and those that are not", () => {
    assert.equal(refused("FROM a AS <|>one\nFROM b AS two", "ONE"), null);
    assert.equal(refused("FROM a AS <|>one\nFROM b AS two", "my-stage_1.2"), null);
    assert.equal(refused("FROM a\nENV <|>B=1\nFROM b\nENV A=1", "A"), null);
    assert.equal(refused("FROM a\nRUN <<<|>EOF\nx\nEOF", "END"), null);
  });
});
