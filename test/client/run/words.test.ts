import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { suite, test } from "node:test";
import { quoted, wordsOf } from "../../../client/src/run/words.ts";

const WORDS = [
  "plain",
  "",
  "two words",
  "it's",
  '"',
  "$HOME",
  "`id`",
  "a\\b",
  "*",
  "~",
  "a\nb",
  "ñ",
  "-x",
  "#",
  "!",
  "a=b;c",
];

suite("the words of a command line", () => {
  test("what is quoted, a real shell reads as it was", { skip: process.platform === "win32" }, () => {
    const line = `printf '%s\\0' ${WORDS.map(quoted).join(" ")}`;
    const read = execFileSync("sh", ["-c", line], { encoding: "utf8" }).split("\0").slice(0, -1);
    assert.deepEqual(read, WORDS);
  });

  test("what is quoted is read back", () => assert.deepEqual(wordsOf(WORDS.map(quoted).join(" ")), WORDS));

  const lines: Record<string, string[] | null> = {
    "npm  run\tdev": ["npm", "run", "dev"],
    "sh -c 'echo $A \"b\"'": ["sh", "-c", 'echo $A "b"'],
    'a"b c"d': ["ab cd"],
    'say "a \\"b\\" \\n"': ["say", 'a "b" \\n'],
    "a\\ b": ["a b"],
    "''": [""],
    "": [],
    "it's": null,
    'open "': null,
    "a\\": null,
  };
  for (const [line, words] of Object.entries(lines))
    test(`${JSON.stringify(line)} is ${JSON.stringify(words)}`, () => assert.deepEqual(wordsOf(line), words));
});
