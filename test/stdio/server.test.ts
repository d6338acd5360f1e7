import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { CodeAction, CompletionItem, Hover } from "vscode-languageserver-protocol";
import { withEditor } from "../support/lsp.ts";

const URI = "untitled:Dockerfile-1";
/** What closing publishes has no version. */
const CLOSED = Number.POSITIVE_INFINITY;
const codes = (all: readonly { code?: unknown }[]): unknown[] => all.map((it) => it.code);

suite("an editor that knows nothing of Gantry", { timeout: 60_000 }, () => {
  test("gets diagnostics, pushed, and fixes that travel with them", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine:3.22\nrun id\nCOPPY a b\n");
      assert.deepEqual(codes(await editor.diagnostics(URI)), ["instruction-case", "unknown-instruction"]);
      const range = { start: { line: 1, character: 1 }, end: { line: 1, character: 1 } };
      const actions = await editor.request<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri: URI },
        range,
        context: { diagnostics: [] },
      });
      assert.deepEqual(actions[0]?.edit?.changes?.[URI], [
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, newText: "RUN" },
      ]);
      await editor.change(URI, [
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } }, text: "RUN" },
      ]);
      assert.deepEqual(codes(await editor.diagnostics(URI)), ["unknown-instruction"]);
    }));

  const LINKING = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };
  for (const locale of ["en", "es"])
    test(`gets a page about each finding: ${locale}`, () =>
      withEditor({ capabilities: LINKING, initializationOptions: { locale } }, async (editor) => {
        await editor.open(URI, "dockerfile", "FROM alpine\nRUN cd /a\nCOPPY a b\n");
        const links = (await editor.diagnostics(URI)).map((it) => it.codeDescription?.href ?? "");
        assert.equal(links.length, 3);
        const pages = links.map((it) => readFileSync(new URL(it), "utf8"));
        for (const page of pages) assert.match(page, locale === "es" ? /## Se señala/ : /## Reported/);
      }));

  test("gets completion and hover", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine:3.22\nEX");
      const at = { textDocument: { uri: URI }, position: { line: 1, character: 2 } };
      const items = await editor.request<CompletionItem[]>("textDocument/completion", at);
      assert.deepEqual(
        items.map((it) => it.label),
        ["EXPOSE"],
      );
      const hover = await editor.request<Hover>("textDocument/hover", { ...at, position: { line: 0, character: 1 } });
      assert.match(JSON.stringify(hover), /base image/);
    }));

  test("is understood by the name of the file when its language ids are others", () =>
    withEditor({}, async (editor) => {
      await editor.open("file:///w/compose.yaml", "yaml", "services:\n  web: [\n");
      assert.ok(codes(await editor.diagnostics("file:///w/compose.yaml")).includes("yaml-syntax"));
      await editor.open("file:///w/Containerfile", "containerfile", "FROM alpine\n");
      assert.deepEqual(codes(await editor.diagnostics("file:///w/Containerfile")), ["untagged-base-image"]);
    }));

  test("closing a document takes its diagnostics away", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine\n");
      await editor.diagnostics(URI);
      await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: URI } });
      assert.deepEqual(await editor.diagnostics(URI, CLOSED), []);
    }));
});

suite("settings", { timeout: 60_000 }, () => {
  const capabilities = { workspace: { configuration: true } };
  test("by section and by dotted name, under ids and aliases", async () => {
    const severities = { DL3006: "error" };
    for (const settings of [{ gantry: { lint: { rules: severities } } }, { "gantry.lint.rules": severities }]) {
      await withEditor({ capabilities, settings }, async (editor) => {
        await editor.open(URI, "dockerfile", "FROM alpine\n");
        assert.equal((await editor.diagnostics(URI))[0]?.severity, 1);
      });
    }
  });
  test("a changed .hadolint.yaml holds at once", () =>
    withEditor({}, async (editor) => {
      const folder = mkdtempSync(join(tmpdir(), "gantry-hadolint-"));
      const uri = pathToFileURL(join(folder, "Dockerfile")).href;
      await editor.open(uri, "dockerfile", "FROM alpine\n");
      assert.deepEqual(codes(await editor.diagnostics(uri)), ["untagged-base-image"]);
      writeFileSync(join(folder, ".hadolint.yaml"), "ignored: [DL3006]\n");
      const changes = [{ uri: pathToFileURL(join(folder, ".hadolint.yaml")).href, type: 1 }];
      await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
      await editor.published(uri, 2);
      assert.deepEqual(await editor.diagnostics(uri), []);
      rmSync(folder, { recursive: true });
    }));
  test("linting can be switched off", () =>
    withEditor({ capabilities, settings: { "gantry.lint.enabled": false } }, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine\n");
      assert.deepEqual(await editor.diagnostics(URI), []);
    }));
});

suite("an editor that pulls", { timeout: 60_000 }, () => {
  test("gets diagnostics when it asks, and none pushed", () =>
    withEditor({ capabilities: { textDocument: { diagnostic: {} } } }, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine\n");
      const report = await editor.request<{ items: { code: string }[] }>("textDocument/diagnostic", {
        textDocument: { uri: URI },
      });
      assert.deepEqual(codes(report.items), ["untagged-base-image"]);
      assert.equal(editor.publications(URI), 0);
    }));
  test("gets none pushed when its settings change", () =>
    withEditor({ capabilities: { textDocument: { diagnostic: {} } } }, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine\n");
      const gantry = { lint: { rules: { "untagged-base-image": "off" } } };
      await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: { gantry } });
      for (const _ of ["asked once", "asked again: by now it would have been sent"]) {
        const asked = { textDocument: { uri: URI } };
        assert.deepEqual(await editor.request("textDocument/diagnostic", asked), { kind: "full", items: [] });
      }
      assert.equal(editor.publications(URI), 0);
    }));
});

suite("languages", { timeout: 60_000 }, () => {
  test("Spanish", () =>
    withEditor({ initializationOptions: { locale: "es" } }, async (editor) => {
      await editor.open(URI, "dockerfile", "COPPY\n");
      assert.match(String((await editor.diagnostics(URI))[0]?.message), /Instrucción desconocida/);
    }));
  test("English where there is no translation", () =>
    withEditor({ initializationOptions: { locale: "../../x" } }, async (editor) => {
      await editor.open(URI, "dockerfile", "COPPY\n");
      assert.match(String((await editor.diagnostics(URI))[0]?.message), /Unknown instruction/);
    }));
});

suite("load", { timeout: 60_000 }, () => {
  test("a burst of changes is taken together and the final state is exact", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM alpine:3.22\n");
      await editor.diagnostics(URI);
      const before = editor.publications(URI);
      for (let i = 0; i < 200; i++) {
        const at = { line: 1, character: i };
        void editor.change(URI, [{ range: { start: at, end: at }, text: "X" }]); // Sent in order; the last is awaited below.
      }
      const last = await editor.change(URI, [
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 200 } }, text: "COPPY a b" },
      ]);
      assert.deepEqual(codes(await editor.diagnostics(URI, last)), ["unknown-instruction"]);
      assert.ok(editor.publications(URI) - before < 100, `${editor.publications(URI) - before} publications`);
    }));

  test("bad input: empty, binary, 50,000 lines, a heredoc without end, one line of 10 MB", () =>
    withEditor({}, async (editor) => {
      for (const [text, code] of [
        ["", null],
        ["\0\u0001\u0002\uFFFD", "unknown-instruction"],
        [`FROM alpine:3.22\n${"RUN id\n".repeat(50_000)}RUM x\n`, "unknown-instruction"],
        ["FROM alpine:3.22\nRUN <<EOF\nx", "unterminated-heredoc"],
        [`FROM alpine:3.22\nRUM ${"x ".repeat(5_000_000)}\n`, "unknown-instruction"],
      ] as const) {
        const uri = `untitled:${text.length}`;
        await editor.open(uri, "dockerfile", text);
        const started = Date.now();
        const found = codes(await editor.diagnostics(uri));
        assert.ok(code === null || found.includes(code), `${text.slice(0, 40)}: ${found}`);
        assert.ok(Date.now() - started < 20_000, `${text.slice(0, 40)}: ${Date.now() - started} ms`);
        await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
      }
    }));
});
