import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isIgnored, mayHoldExceptions, parseDockerignore } from "../../../server/src/shared/context/dockerignore.ts";

const ignored = (ignore: string, path: string): boolean => isIgnored(parseDockerignore(ignore), path);

function table(
  cases: readonly (readonly [ignore: string, excluded: readonly string[], kept: readonly string[]])[],
): void {
  for (const [ignore, excluded, kept] of cases)
    test(JSON.stringify(ignore), () => {
      for (const path of excluded) assert.ok(ignored(ignore, path), `${path} is to be excluded`);
      for (const path of kept) assert.ok(!ignored(ignore, path), `${path} is to be kept`);
    });
}

suite("what a .dockerignore excludes", () => {
  suite("one pattern", () => {
    table([
      ["temp", ["temp", "temp/a", "temp/b/c"], ["a/temp", "temperature", "tem"]],
      ["*/temp*", ["a/temporary.txt", "a/temp", "a/temp/b"], ["temp", "a/b/temp"]],
      ["*/*/temp*", ["a/b/temporary.txt"], ["a/temp", "a/b/c/temp"]],
      ["temp?", ["tempa", "tempb/c"], ["temp", "tempab", "temp/"]],
      ["*.md", ["README.md"], ["docs/README.md", "README.md.txt", "READMExmd"]],
      ["**/*.go", ["a.go", "a/b.go", "a/b/c.go"], ["a.gox"]],
      ["**", ["a", "a/b", ".dockerignore"], []],
      ["**/node_modules", ["node_modules", "a/node_modules", "a/node_modules/b"], ["my_node_modules/x"]],
      ["a/**", ["a/b", "a/b/c"], ["a", "b/a"]],
      ["a/**/z", ["a/z", "a/b/z", "a/b/c/z"], ["az", "a/bz"]],
      ["**/a/**", ["a/b", "x/a/b"], ["ba/b"]],
      ["**.log", ["x.log", "a/x.log"], ["x.logs"]],
      ["a*", ["a", "ab", "ab/c"], ["ba", "b/a"]],
      ["[a-c].txt", ["a.txt", "c.txt"], ["d.txt", "[a-c].txt"]],
      ["[^a]x", ["bx"], ["ax"]],
      ["a\\*b", ["a*b"], ["axb"]],
      ["file (1).txt", ["file (1).txt"], ["file 1.txt"]],
      ["../a", [], ["a", "b/a"]],
      ["b/../a", ["a"], ["b/a"]],
      ["/../a", ["a"], []],
      ["a.b+c", ["a.b+c"], ["aXb+c", "a.bbc"]],
      ["naïve/?.txt", ["naïve/é.txt", "naïve/😀.txt"], ["naïve/ab.txt"]],
    ]);
  });
  suite("how patterns are written", () => {
    table([
      ["/foo", ["foo", "foo/a"], ["a/foo"]],
      ["foo/", ["foo", "foo/a"], []],
      ["./foo/./bar", ["foo/bar"], ["foo"]],
      ["foo/../bar", ["bar"], ["foo"]],
      ["  foo  ", ["foo"], []],
      ["foo\r\nbar\r\n", ["foo", "bar"], []],
      ["# foo", [], ["foo", "# foo"]],
      [" #foo", ["#foo"], ["foo"]],
      ["\uFEFFfoo", ["foo"], []],
      ["\n\n  \nfoo", ["foo"], []],
      [".", [], ["a", "a/b"]],
    ]);
  });
  suite("exceptions", () => {
    table([
      ["*.md\n!README.md", ["a.md"], ["README.md"]],
      ["*.md\n!README*.md\nREADME-secret.md", ["a.md", "README-secret.md"], ["README.md", "README-1.md"]],
      ["*.md\nREADME-secret.md\n!README*.md", ["a.md"], ["README.md", "README-secret.md"]],
      ["!a\na", ["a"], []],
      ["*\n!src", ["a", "b/c"], ["src", "src/a"]],
      ["*\n!src\nsrc/test", ["src/test", "src/test/a"], ["src/a"]],
      ["docs\n!docs/README.md", ["docs", "docs/a"], ["docs/README.md"]],
      ["**\n!**/*.ts", ["a.js"], ["a.ts", "b/c/a.ts"]],
      ["a\n! a/b", ["a/c"], ["a/b"]],
    ]);
  });
  test("what Docker refuses to build with is a problem with its line", () => {
    const { problems, patterns } = parseDockerignore("a\n[b\n!\nc\\\n[z-a]\nd");
    assert.deepEqual(
      problems.map((it) => it.line),
      [2, 3, 4, 5],
    );
    assert.deepEqual(
      patterns.map((it) => it.text),
      ["a", "d"],
    );
  });
  test("an excluded folder is looked into only where an exception may be inside", () => {
    const ignore = parseDockerignore("*\n!docs/README.md\n!src/**");
    assert.ok(mayHoldExceptions(ignore, "docs"));
    assert.ok(mayHoldExceptions(ignore, "src"));
    assert.ok(!mayHoldExceptions(ignore, "node_modules"));
    assert.ok(!mayHoldExceptions(ignore, "doc"));
    assert.ok(mayHoldExceptions(parseDockerignore("*\n!**/*.ts"), "any/thing"));
    assert.ok(mayHoldExceptions(parseDockerignore("a\n!**"), "a"));
  });
});
