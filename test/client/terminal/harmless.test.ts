import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { harmlessStream } from "../../../client/src/terminal/harmless.ts";

const ESC = "\u001b";
const shown = (...chunks: string[]): string => chunks.map(harmlessStream()).join("");

suite("what a container prints into the user's terminal", () => {
  const cases: Record<string, [input: string[], output: string]> = {
    "text stays": [["one\r\ntwo\tthree\n"], "one\r\ntwo\tthree\n"],
    "colours stay": [[`${ESC}[1;31mred${ESC}[0m`], `${ESC}[1;31mred${ESC}[0m`],
    "a colour in two chunks stays": [[`a${ESC}[3`, `1mb`], `a${ESC}[31mb`],
    "a progress line may be redrawn": [["10 %\r20 %"], "10 %\r20 %"],
    "the clipboard cannot be written": [[`a${ESC}]52;c;aGk=\u0007b`], "ab"],
    "the screen cannot be cleared": [[`a${ESC}[2Jb`], "ab"],
    "a question to the terminal is not asked": [[`a${ESC}[6nb`], "ab"],
    "a link is text": [[`${ESC}]8;;http://x${ESC}\\text${ESC}]8;;${ESC}\\`], "text"],
    "the bell is silent": [["a\u0007b"], "ab"],
  };
  for (const [name, [input, output]] of Object.entries(cases)) test(name, () => assert.equal(shown(...input), output));
});
