/** What is found only because an engine is connected. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { NO_CONFIG } from "../../../server/src/lint/hadolint-config.ts";
import { fixesOf, messageOf } from "../../../server/src/lint/rule.ts";
import { lintConfig } from "../../../server/src/lint/run.ts";
import { readSettings } from "../../../server/src/shared/settings.ts";
import { applyEdits } from "../../../server/src/text/span.ts";
import { lint } from "../../support/lint.ts";

function found(text: string, name: string, buildkit = true) {
  const version = name.split(" ")[1] ?? "";
  const config = lintConfig(
    readSettings(() => undefined),
    assert.fail,
    NO_CONFIG,
    { name, version, buildkit },
  );
  return lint(text, config).filter((it) => it.rule.id === "syntax-too-new");
}
const words = (text: string, engine: string): string[] =>
  found(text, engine).map(({ span }) => text.slice(span.start, span.end));

suite("an engine whose front end is too old", () => {
  const text = "FROM a:1\nRUN <<EOF\nid\nEOF\nCOPY --link --parents a /a/\nRUN --mount=type=cache,target=/x id\n";
  test("names what it does not know, and the line that helps", () => {
    assert.deepEqual(words(text, "Docker 20.10.24"), ["EOF", "--link", "--parents"]);
    assert.deepEqual(words(text, "Docker 23.0.1"), ["--parents"]);
    assert.deepEqual(words(text, "Docker 29.0.0"), []);
    const [heredoc] = found(text, "Docker 20.10.24");
    assert.ok(heredoc);
    assert.match(
      messageOf(heredoc),
      /^Docker 20\.10\.24 does not know heredocs: write `# syntax=docker\/dockerfile:1`/,
    );
    const after = applyEdits(text, fixesOf(heredoc)[0]?.edits ?? []);
    assert.ok(after.startsWith("# syntax=docker/dockerfile:1\nFROM a:1\n"));
    assert.deepEqual(words(after, "Docker 20.10.24"), []);
  });
  test("knows the labs channel, and substitutions in variables", () => {
    const labs = (minor: string): string =>
      `# syntax=docker/dockerfile:1.${minor}\nFROM a:1\nCOPY --parents a /a/\nRUN --device=x id\n`;
    assert.deepEqual(words(labs("7-labs"), "Docker 28.0.0"), ["--device=x"]);
    assert.deepEqual(words(labs("19"), "Docker 28.0.0"), ["--parents", "--device=x"]);
    assert.deepEqual(words(labs("20-labs"), "Docker 28.0.0"), []);
    const substitution = "FROM a:1\nENV A=${B#x} C=${D:-e}\nRUN echo ${F%%g}\n";
    assert.deepEqual(words(substitution, "Docker 20.10.24"), ["${B#x}"]);
    assert.deepEqual(words(substitution, "Docker 27.0.0"), []);
  });
  test("without BuildKit is no matter of a line", () => {
    const [it] = found("FROM a:1\nRUN --mount=type=cache,target=/x id", "Docker 17.0.0", false);
    assert.ok(it);
    assert.deepEqual(fixesOf(it), []);
  });
  test("is Docker's: Podman reads no `# syntax=`", () => assert.deepEqual(words(text, "Podman 4.3.1"), []));
  test("does not matter where the file says which one it wants", () =>
    assert.deepEqual(words(`# syntax=docker/dockerfile:1-labs\n${text}`, "Docker 20.10.24"), []));
});
