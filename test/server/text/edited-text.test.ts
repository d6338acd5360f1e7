import assert from "node:assert/strict";
import { test } from "node:test";
import { EditedText } from "../../../server/src/text/edited-text.ts";
import { applyEdits, insert, remove, replace } from "../../../server/src/text/span.ts";

test("edits in turn are edits of the first text", () => {
  const first = "one two three\r\nfour\r\n";
  const edited = new EditedText(first);
  assert.deepEqual(edited.edits, []);
  edited.apply([replace({ start: 0, end: 3 }, "1"), insert(8, "\n"), remove({ start: 15, end: 17 })]);
  assert.equal(edited.text, "1 two \r\nthree\r\nur\r\n");
  edited.apply([replace({ start: 0, end: 3 }, "x"), insert(10, "y")]);
  assert.equal(edited.text, "xwo \r\nthyree\r\nur\r\n");
  assert.equal(applyEdits(first, edited.edits), edited.text);
});

test("what comes back is no edit", () => {
  const edited = new EditedText("abc");
  edited.apply([insert(1, "x")]);
  edited.apply([remove({ start: 1, end: 2 })]);
  assert.deepEqual([edited.text, edited.edits], ["abc", []]);
});

test("any edits", () => {
  for (let seed = 1; seed <= 300; seed++) {
    let state = seed;
    const random = (below: number): number => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    const first = "abcdefghijklmnopqrstuvwxyz".slice(0, 1 + random(26));
    const edited = new EditedText(first);
    let text = first;
    for (let round = 0; round < 4; round++) {
      const edits = [];
      for (let at = random(4); at <= text.length; ) {
        const end = Math.min(text.length, at + random(4));
        edits.push(replace({ start: at, end }, "XYZ".slice(random(4))));
        at = end + 1 + random(6);
      }
      edited.apply(edits);
      text = applyEdits(text, edits);
      assert.equal(edited.text, text, `seed ${seed}`);
      assert.equal(applyEdits(first, edited.edits), text, `seed ${seed}`);
    }
  }
});
