/** What Enter does in a compose file, as the editor reads it from the language configuration. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

interface Rule {
  readonly beforeText: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
}
const PATH = join(import.meta.dirname, "../../../syntaxes/compose-language.json");
const { onEnterRules } = JSON.parse(readFileSync(PATH, "utf8")) as { readonly onEnterRules: readonly Rule[] }; // Our own file.

/** By how many levels the next line stands deeper, as the editor decides it: by the first rule that fits. */
function deeper(line: string): number {
  const action = onEnterRules.find((it) => new RegExp(it.beforeText).test(line))?.action;
  return action ? 1 + (action.appendText ?? "").length / 2 : 0;
}

for (const [levels, lines] of [
  [
    1,
    [
      "services:",
      "  web: # shop",
      "    build: &build",
      "  command: >-",
      '  "a: b":',
      "    - type: bind",
      "    - target: 80",
    ],
  ],
  [2, ["      - bind:", "  - web: &x"]],
  [
    0,
    [
      "    image: nginx",
      "    image: nginx:",
      "      - 80:80",
      "      - ./a:/b",
      "# services:",
      "  a: { b:",
      "",
      "  - x",
      "[a:",
    ],
  ],
] as const)
  for (const line of lines)
    test(`Enter behind "${line}" goes ${levels} deeper`, () => assert.equal(deeper(line), levels));
