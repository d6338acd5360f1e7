import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { tokenEdits, tokensInLines } from "../../../server/src/text/token-data.ts";

const TOKENS = [0, 0, 4, 5, 0, 0, 5, 3, 1, 0, 2, 1, 3, 5, 0, 1, 0, 2, 5, 1];

suite("semantic tokens as data", () => {
  test("those of some lines count from the start of the document", () => {
    assert.deepEqual(tokensInLines(TOKENS, 0, 1), TOKENS.slice(0, 10));
    assert.deepEqual(tokensInLines(TOKENS, 1, 3), [2, 1, 3, 5, 0, 1, 0, 2, 5, 1]);
    assert.deepEqual(tokensInLines(TOKENS, 0, 99), TOKENS);
    assert.deepEqual(tokensInLines(TOKENS, 5, 99), []);
  });
  test("the difference, applied, makes the new ones", () => {
    const others = [
      TOKENS,
      [],
      TOKENS.slice(5),
      TOKENS.slice(0, 10),
      [...TOKENS, 1, 1, 1, 1, 1],
      TOKENS.with(7, 9),
      [...TOKENS.slice(0, 5), ...TOKENS.slice(0, 5), ...TOKENS.slice(5)],
    ];
    for (const before of others)
      for (const after of others) {
        const result = [...before];
        for (const { start, deleteCount, data } of tokenEdits(before, after)) {
          assert.deepEqual([start % 5, deleteCount % 5, data.length % 5], [0, 0, 0]);
          result.splice(start, deleteCount, ...data);
        }
        assert.deepEqual(result, after);
      }
    assert.deepEqual(tokenEdits(TOKENS, TOKENS), []);
  });
});
