import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { addEntry } from "../../../server/src/compose/sections.ts";
import { compose } from "../../support/compose.ts";

suite("an entry that is added to a section", () => {
  const cases: Record<string, [before: string, after: string | null]> = {
    "of a file that has none": ["services: {}\n", "services: {}\n\nvolumes:\n  data:\n"],
    "of a file without an end to its line": ["services: {}", "services: {}\n\nvolumes:\n  data:\n"],
    "behind the others": ["volumes:\n   a:\n", "volumes:\n   a:\n   data:\n"],
    "behind the others, at the end of the text": ["volumes:\n  a:", "volumes:\n  a:\n  data:"],
    "that is empty": ["volumes:\nservices: {}\n", "volumes:\n  data:\nservices: {}\n"],
    "that is empty, with a comment": ["volumes: # none\nservices: {}\n", "volumes: # none\n  data:\nservices: {}\n"],
    "that is empty, at the end of the text": ["services: {}\nvolumes:", "services: {}\nvolumes:\n  data:"],
    "with the line breaks of the file": ["services: {}\r\nvolumes:\r\n", "services: {}\r\nvolumes:\r\n  data:\r\n"],
    "in brackets": ["volumes: { a: }\n", null],
    "that is null": ["volumes: null\n", null],
  };
  for (const [name, [before, after]] of Object.entries(cases))
    test(name, () => {
      const edit = addEntry(compose(before), "volumes", "data");
      const done = edit && before.slice(0, edit.span.start) + edit.newText + before.slice(edit.span.end);
      assert.equal(done, after);
    });
});
