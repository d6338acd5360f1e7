import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { Dockerfile } from "../../../server/src/dockerfile/dockerfile.ts";
import type { Instruction } from "../../../server/src/dockerfile/instruction.ts";
import { parse } from "../../../server/src/dockerfile/parse.ts";
import { OpenDocument } from "../../../server/src/documents.ts";
import { createDocument } from "../../../server/src/text/document.ts";
import { FIXTURES } from "../../support/fixtures.ts";
import { randomFrom } from "../../support/random.ts";

const read = (text: string): Dockerfile => parse(createDocument("file:///Dockerfile", "dockerfile", 1, text));
const only = (text: string): Instruction => {
  const [first, ...rest] = read(text).instructions;
  assert.ok(first);
  assert.equal(rest.length, 0);
  return first;
};
const keywords = (text: string): string[] => read(text).instructions.map((it) => it.keyword);
const within = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end);

/** Everything a tree says, as plain data. */
function dump(file: Dockerfile): unknown {
  const describe = (it: Instruction): unknown => ({
    keyword: it.keyword,
    at: [it.start, it.end],
    flags: it.flags.map((flag) => [flag.name, flag.value?.text, flag.word.start, flag.word.end]),
    words: it.words.map((word) => [word.text, word.start, word.end]),
    json: it.json?.values,
    pairs: it.pairs.map((pair) => [pair.name.text, pair.value?.text]),
    variables: it.variables.map(({ name, modifier, span }) => [name, modifier, span.start, span.end]),
    heredocs: it.heredocs.map((heredoc) => [
      heredoc.name,
      heredoc.body.start,
      heredoc.body.end,
      heredoc.terminator?.end,
    ]),
    blanks: it.blankLines.map(({ start, end }) => [start, end]),
    trigger: it.trigger && describe(it.trigger),
  });
  return {
    escape: file.escape,
    directives: file.directives,
    comments: file.comments.map(({ start, end }) => [start, end]),
    instructions: file.instructions.map(describe),
  };
}

suite("splitting into instructions", () => {
  test("a line continues after an escape character, over comments and blank lines", () => {
    const text = "RUN a \\\n  # why\n\n  && b\nCMD c";
    assert.deepEqual(keywords(text), ["RUN", "CMD"]);
    assert.equal(read(text).instructions[0]?.args.text, "a   && b");
  });
  test("blanks may follow the escape character", () => assert.equal(only("RUN a \\ \t\n b").words[1]?.text, "b"));
  test("a doubled escape character continues nothing", () =>
    assert.deepEqual(keywords("RUN a \\\\\nCMD b"), ["RUN", "CMD"]));
  test("the escape directive changes the character", () =>
    assert.deepEqual(keywords("# escape=`\nRUN dir C:\\\nRUN a `\n b"), ["RUN", "RUN"]));
  test("CRLF, lone CR and a byte order mark", () => {
    assert.deepEqual(keywords("\uFEFFFROM a\r\nRUN b \\\r\n c\rCMD d"), ["FROM", "RUN", "CMD"]);
    assert.equal(read("FROM a\r\nRUN b").instructions[0]?.words[0]?.text, "a");
  });
  test("directives end at the first other line", () => {
    assert.deepEqual(
      read("# Syntax = x\n#escape=`\n\n# check=skip=all\nFROM a").directives.map((it) => [it.name, it.value]),
      [
        ["syntax", "x"],
        ["escape", "`"],
      ],
    );
  });
});

suite("heredocs", () => {
  test("a body ends where the name stands alone", () => {
    const text = "RUN <<EOF cat\n EOF\nEOF \nEOF\nCMD x";
    const [run] = read(text).instructions;
    assert.ok(run?.heredocs[0]);
    assert.equal(run.bodyText(run.heredocs[0]), " EOF\nEOF \n");
    assert.deepEqual(keywords(text), ["RUN", "CMD"]);
  });
  test("several in one instruction follow each other", () => {
    const run = only("COPY <<one <<'two' /x/\na\none\nb\ntwo");
    assert.deepEqual(
      run.heredocs.map((it) => [it.name, it.isQuoted, run.bodyText(it)]),
      [
        ["one", false, "a\n"],
        ["two", true, "b\n"],
      ],
    );
  });
  test("a dash drops tabs before the end", () =>
    assert.equal(only("RUN <<-A\n\tx\n\t\tA").heredocs[0]?.isChomped, true));
  test("in quotes, in JSON, in arithmetic and in other instructions there is none", () => {
    for (const text of ['RUN echo "<<A"', 'RUN ["a", "<<A"]', "RUN echo $((1<<2))", "RUN cat <<< x", "CMD cat <<A"])
      assert.deepEqual(keywords(`${text}\nCMD x`).length, 2, text);
  });
  test("also in an ONBUILD", () => assert.equal(only("ONBUILD RUN <<A\nx\nA").trigger?.heredocs[0]?.name, "A"));
  test("without an end it goes on to the end of the file", () => {
    assert.equal(only("RUN <<A\nx\nCMD y").heredocs[0]?.terminator, null);
  });
});

suite("arguments", () => {
  test("flags end at the first other word", () => {
    const text = 'RUN --mount=type=bind,target="/a b" --network=none -- --x';
    const run = only(text);
    assert.deepEqual(
      run.flags.map((it) => [it.name, it.value?.text]),
      [
        ["mount", 'type=bind,target="/a b"'],
        ["network", "none"],
      ],
    );
    assert.equal(run.args.text, "--x");
  });
  test("a word over a continuation has the place of both its parts", () => {
    const text = "FROM nod\\\ne AS x";
    assert.equal(only(text).words[0]?.text, "node");
    assert.equal(within(text, only(text).words[0] ?? { start: 0, end: 0 }), "nod\\\ne");
  });
  test("pairs of ENV, with quotes and in the old form", () => {
    const pairs = (text: string) => only(text).pairs.map((it) => [it.name.text, it.value?.text]);
    assert.deepEqual(pairs('ENV A=b C="d e" F=g\\ h'), [
      ["A", "b"],
      ["C", '"d e"'],
      ["F", "g\\ h"],
    ]);
    assert.deepEqual(pairs("ENV A b c=d"), [["A", "b c=d"]]);
    assert.deepEqual(pairs("ARG A B=1"), [
      ["A", undefined],
      ["B", "1"],
    ]);
  });
  test("variables with modifiers, inside each other, not in single quotes", () => {
    const { variables } = only("ENV A=${B:-${C}} D='$E' F=\"'$G'\" H=\\$I J=${K##x}");
    assert.deepEqual(
      variables.map((it) => [it.name, it.modifier, it.value]),
      [
        ["B", ":-", "${C}"],
        ["C", "", ""],
        ["G", "", ""],
        ["K", "##", "x"],
      ],
    );
  });
  test("JSON only when it is an array of texts", () => {
    assert.deepEqual(only('CMD [ "a", "b\\"c" ]').json?.values, ["a", 'b"c']);
    for (const text of ["CMD ['a']", "CMD [1]", "CMD [", 'CMD ["a"] b']) assert.equal(only(text).json, null, text);
  });
});

suite("changes", () => {
  test("a tree after changes equals the tree of the text, for random edits", () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1e9);
    console.error(`seed ${seed}`);
    const random = randomFrom(seed);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T; // Never empty.
    const pieces = [
      "\n",
      "\\\n",
      "#",
      " ",
      "RUN a",
      "<<EOF",
      "EOF\n",
      "FROM x AS y\n",
      '"',
      "'",
      "$A",
      "=",
      "# escape=`\n",
      "\r",
      "🐳",
    ];
    for (let round = 0; round < 60; round++) {
      const document = new OpenDocument("file:///Dockerfile", "dockerfile", 0, pick(FIXTURES));
      for (let edit = 1; edit <= 25; edit++) {
        const length = document.text.getText().length;
        const start = Math.floor(random() * (length + 1));
        const end = Math.min(length, start + Math.floor(random() * random() * 30));
        const range = { start: document.text.positionAt(start), end: document.text.positionAt(end) };
        document.change([{ range, text: random() < 0.3 ? "" : pick(pieces) }], edit);
        if (random() < 0.3) continue;
        assert.deepEqual(
          dump(document.dockerfile),
          dump(read(document.text.getText())),
          `seed ${seed}, round ${round}`,
        );
      }
    }
  });
});

suite("bad input", () => {
  test("every prefix of every fixture is read", () => {
    for (const text of FIXTURES) for (let end = 0; end <= text.length; end++) dump(read(text.slice(0, end)));
  });
  test("50,000 lines, 10 MB in one line, binary, an endless heredoc: in no time", () => {
    const started = Date.now();
    assert.equal(read("RUN a\n".repeat(50_000)).instructions.length, 50_000);
    for (const it of read("RUN a\n".repeat(50_000)).instructions) void it.words.length;
    read(`RUN ${"a b ".repeat(2_500_000)}`);
    dump(read(`RUN ${"a b ".repeat(100_000)}`));
    dump(read(`FROM ${"\0\u0001\uFFFD\uD83D".repeat(100_000)}\n`));
    dump(read(`RUN <<EOF\n${"x\n".repeat(150_000)}`));
    dump(read("RUN a \\\n".repeat(100_000)));
    dump(read("#\n".repeat(100_000)));
    assert.ok(Date.now() - started < 30_000, `${Date.now() - started} ms`);
  });
});
