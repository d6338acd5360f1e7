import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { code, codeBlock } from "../../../server/src/text/markdown.ts";

suite("text that is not ours, as Markdown", () => {
  test("a block of code has a fence that nothing in it ends", () => {
    assert.equal(codeBlock("yaml", "a: b\n"), "```yaml\na: b\n```");
    assert.equal(codeBlock("text", "a\n```\n[b](c)"), "````text\na\n```\n[b](c)\n````");
    assert.equal(codeBlock("text", "`````"), "``````text\n`````\n``````");
  });

  test("a name stays in its code", () => {
    assert.equal(code("web:2"), "`web:2`");
    assert.equal(code("a`[b](c)`\n\n# d"), "`a'[b](c)'  # d`");
    assert.equal(code("x".repeat(1000)).length, 302);
  });
});
