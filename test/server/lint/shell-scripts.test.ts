import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { fixesOf, messageOf } from "../../../server/src/lint/rule.ts";
import { shellProblems, shellScripts } from "../../../server/src/lint/shell-scripts.ts";
import type { ShellFinding } from "../../../server/src/shell/shellcheck.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { configWith, open } from "../../support/lint.ts";

const programs = (text: string): string[] => shellScripts(open(text).dockerfile).map((it) => it.program);
const shebangs = (text: string): string[] => programs(text).map((it) => it.slice(0, it.indexOf("\n")));

/** A finding about the first `$x` of the program, as ShellCheck would count, that quotes it. */
function quoted(program: string): ShellFinding {
  const before = program.slice(0, program.indexOf("$x")).split("\n");
  const line = before.length;
  const column = [...(before.at(-1) ?? "")].length + 1;
  const at = { line, column, endLine: line, endColumn: column + 2 };
  const replacements = [
    { ...at, endColumn: column, text: '"' },
    { ...at, column: column + 2, text: '"' },
  ];
  return { ...at, code: 2086, severity: "info", message: "Quote it.", replacements };
}

function found(text: string, severities: Parameters<typeof configWith>[0] = {}) {
  const { dockerfile } = open(text);
  const checked = shellScripts(dockerfile).map((script) => ({ script, findings: [quoted(script.program)] }));
  return shellProblems(dockerfile, configWith(severities), checked);
}
const places = (text: string): string[] => found(text).map(({ span }) => text.slice(span.start, span.end));
function repaired(text: string): string {
  return applyEdits(
    text,
    found(text).flatMap((it) => fixesOf(it)[0]?.edits ?? []),
  );
}

suite("the shell of a RUN", () => {
  test("is /bin/sh, or what SHELL says, also in stages built on that one", () => {
    assert.deepEqual(shebangs("FROM debian\nRUN a"), ["#!/bin/sh"]);
    assert.deepEqual(shebangs('FROM debian\nSHELL ["/bin/bash", "-eo", "pipefail", "-c"]\nRUN a'), [
      "#!/bin/bash -eo pipefail",
    ]);
    assert.deepEqual(shebangs('FROM debian AS a\nSHELL ["bash", "-c"]\nFROM a\nRUN a\nFROM debian\nRUN a'), [
      "#!bash",
      "#!/bin/sh",
    ]);
  });
  test("is the one that a heredoc is given to", () => {
    assert.deepEqual(shebangs("FROM debian\nRUN bash -e <<E\na\nE\nRUN <<E /bin/dash\nb\nE\nRUN <<E\n#!/bin/bash\nE"), [
      "#!bash -e",
      "#!/bin/dash",
      "#!/bin/bash",
    ]);
    assert.deepEqual(
      programs("FROM debian\nRUN python3 <<E\nb\nE").map((it) => it.split("\n")[2]),
      ["python3 <<E"],
    );
  });
  test("is known for the usual base images", () => {
    assert.deepEqual(shebangs("FROM alpine:3.22\nRUN a\nFROM python:3-alpine\nRUN a\nFROM rockylinux:9\nRUN a"), [
      "#!/bin/busybox sh",
      "#!/bin/busybox sh",
      "#!/bin/bash",
    ]);
    assert.deepEqual(shebangs("ARG BASE=alpine\nFROM $BASE\nRUN a"), ["#!/bin/busybox sh"]);
  });
  test("reads no scripts when it is one of Windows or an unknown one", () => {
    assert.deepEqual(shebangs("FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN dir"), []);
    assert.deepEqual(shebangs("# escape=`\nFROM x\nRUN dir"), []);
    assert.deepEqual(shebangs("ARG BASE\nFROM $BASE\nRUN dir\nCOPY a C:/a"), [], "a path tells");
    assert.deepEqual(shebangs("FROM debian\nADD https://example.com/a /a\nRUN id"), ["#!/bin/sh"]);
    assert.deepEqual(shebangs('FROM debian AS a\nSHELL ["pwsh", "-c"]\nFROM a\nRUN dir'), []);
    assert.deepEqual(shebangs("# hadolint shell=pwsh\nFROM debian\nRUN dir"), []);
    for (const shell of ["powershell", "pwsh", "cmd", "/bin/zsh", "/usr/bin/python3"])
      assert.deepEqual(shebangs(`FROM debian\nSHELL ["${shell}", "-c"]\nRUN dir`), [], shell);
  });
  test("is what a hadolint comment says", () => {
    assert.deepEqual(shebangs("# hadolint shell=bash\nFROM debian\nRUN a\nFROM debian\nRUN a"), ["#!bash", "#!bash"]);
    assert.deepEqual(shebangs("FROM debian\nRUN a\n# hadolint shell=pwsh\nRUN a\nFROM debian\nRUN a"), [
      "#!/bin/sh",
      "#!/bin/sh",
    ]);
  });
  test("of a heredoc is the one that it names", () => {
    assert.deepEqual(shebangs("FROM debian\nRUN <<EOF\n#!/usr/bin/env bash\na\nEOF"), ["#!/usr/bin/env bash"]);
    assert.deepEqual(shebangs("FROM debian\nRUN <<EOF\n#!/usr/bin/env python3\nprint()\nEOF"), []);
  });
});

suite("what ShellCheck reads", () => {
  test("is the script behind the variables of it that Docker has set", () => {
    assert.deepEqual(programs("ARG out=1\nFROM debian\nARG used\nENV other=1\nRUN echo $used $late $out\nARG late"), [
      "#!/bin/sh\nexport used=1\necho $used $late $out\n",
    ]);
    assert.deepEqual(programs("FROM debian AS a\nENV v=1\nFROM a\nRUN echo $v $TARGETARCH"), [
      "#!/bin/sh\nexport v=1 TARGETARCH=1\necho $v $TARGETARCH\n",
    ]);
  });
  test("is neither the exec form nor nothing", () => {
    assert.deepEqual(programs('FROM debian\nRUN ["echo", "$x"]\nRUN\nRUN <<EOF\nEOF'), []);
  });
  test("is also what ONBUILD runs", () =>
    assert.deepEqual(programs("FROM debian\nONBUILD RUN a"), ["#!/bin/sh\n\na\n"]));
  test("is a heredoc without its tabs and carriage returns", () =>
    assert.deepEqual(programs("FROM debian\r\nRUN <<-EOF\r\n\tif a; then\r\n\t\tb\r\n\tfi\r\n\tEOF\r\n"), [
      "#!/bin/sh\n\nif a; then\nb\nfi\n",
    ]));
  test("is a command with the heredocs that it takes", () =>
    assert.deepEqual(programs("FROM debian\nRUN cat <<A >/a && b\nx\nA\n"), ["#!/bin/sh\n\ncat <<A >/a && b\nx\nA\n"]));
  test("begins with the directives of the whole script", () =>
    assert.deepEqual(programs("FROM debian\nENV x=1\nRUN <<EOF\n# shellcheck disable=SC2086\necho $x\nEOF"), [
      "#!/bin/sh\n# shellcheck disable=SC2086\nexport x=1\n# shellcheck disable=SC2086\necho $x\n",
    ]));
  test("is the same text for the same instruction in the next version", () => {
    const document = open("FROM debian\nENV a=1\nENV b=1\nRUN echo $x");
    const [before] = shellScripts(document.dockerfile);
    document.change([{ range: { start: { line: 1, character: 7 }, end: { line: 1, character: 7 } }, text: "\n" }], 2);
    const [after] = shellScripts(document.dockerfile);
    assert.equal(after, before);
  });
});

suite("what ShellCheck found", () => {
  test("stands at its place, through continuation lines and comments", () => {
    assert.deepEqual(places("FROM debian\nRUN a && \\\n  # why\n\n  b\t$x"), ["$x"]);
    assert.deepEqual(places("FROM debian\nRUN echo 😀 é $x"), ["$x"]);
    assert.deepEqual(places("FROM debian\r\nRUN <<-EOF\r\n\ta\r\n\t\techo 😀 $x\r\n\tEOF\r\n"), ["$x"]);
    assert.deepEqual(places("FROM debian\nRUN cat <<A\n$x\nA"), ["$x"]);
    assert.deepEqual(places("FROM debian\nENV y=1\nONBUILD RUN echo $y $x"), ["$x"]);
  });
  test("is corrected there", () => {
    assert.equal(repaired("FROM debian\nRUN a \\\n && b $x \\\n && c"), 'FROM debian\nRUN a \\\n && b "$x" \\\n && c');
    assert.equal(repaired("FROM debian\nRUN b $x\\\n\n && c"), 'FROM debian\nRUN b "$x"\\\n\n && c');
    assert.equal(repaired("FROM debian\nRUN <<E\n\tb $x\nE"), 'FROM debian\nRUN <<E\n\tb "$x"\nE');
  });
  test("has ShellCheck's words, its page and never more than a warning", () => {
    const [it] = found("FROM debian\nRUN a $x");
    assert.ok(it);
    assert.deepEqual([it.rule.id, messageOf(it), it.severity], ["SC2086", "Quote it.", "information"]);
    assert.equal(it.rule.url, "https://www.shellcheck.net/wiki/SC2086");
    assert.equal(found("FROM debian\nRUN a $x", { sc2086: "error" })[0]?.severity, "error");
    assert.deepEqual(found("FROM debian\nRUN a $x", { SC2086: "off" }), []);
  });
  test("is switched off by the comments of hadolint, of ours, and of ShellCheck", () => {
    for (const comment of ["hadolint ignore=SC2086", "gantry ignore=SC2086", "shellcheck disable=SC2086,SC2046"])
      assert.deepEqual(found(`FROM debian\n# ${comment}\nRUN a \\\n $x`), [], comment);
    assert.deepEqual(found("# hadolint global ignore=SC2086\nFROM debian\nRUN a $x"), []);
  });
  test("is switched off by ShellCheck's comment between lines, for the command below", () => {
    assert.deepEqual(found("FROM debian\nRUN a; \\\n  # shellcheck disable=SC2086\n  b $x; \\\n  c"), []);
    assert.equal(found("FROM debian\nRUN a; \\\n  # shellcheck disable=SC2086\n  b; \\\n  c $x").length, 1);
    assert.equal(found("FROM debian\nRUN a $x; \\\n  # shellcheck disable=SC2086\n  b").length, 1);
  });
});
