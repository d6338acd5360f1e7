/** Fixtures that say in themselves where the cursor is and what the linter should find. */
import assert from "node:assert/strict";

/** Takes the `<|>` out of a text: the text and where the cursor was. */
export function cursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("<|>");
  assert.notEqual(offset, -1, "the fixture has no <|>");
  return { text: marked.slice(0, offset) + marked.slice(offset + 3), offset };
}

export interface Expected {
  readonly rule: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Splits a fixture into its text and the findings its carets announce. `#   ^^^^ rule-id` speaks of the columns above it
 * in the line before; `#<^^^^ rule-id` counts from column 0, which the `#` would hide.
 */
export function carets(fixture: string): { readonly text: string; readonly expected: readonly Expected[] } {
  const lines: string[] = [];
  const expected: Expected[] = [];
  for (const line of fixture.split("\n")) {
    const marker = /^#(<?)( *)(\^+) ([\w-]+)$/.exec(line);
    if (!marker) {
      lines.push(line);
      continue;
    }
    const [, atStart, blanks = "", marks = "", rule = ""] = marker;
    const from = atStart ? 0 : 1 + blanks.length;
    expected.push({ rule, line: lines.length - 1, from, to: from + marks.length });
  }
  return { text: lines.join("\n"), expected };
}
