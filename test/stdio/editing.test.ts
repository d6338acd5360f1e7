/** The editing features over stdio. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Hover,
  InlayHint,
  SemanticTokens,
  SemanticTokensDelta,
  SymbolInformation,
  TextEdit,
} from "vscode-languageserver-protocol";
import { withEditor } from "../support/lsp.ts";

const URI = "file:///shop/Dockerfile";
const OPTIONS = { tabSize: 2, insertSpaces: true };

suite("editing", { timeout: 60_000 }, () => {
  test("formats the whole file, a range, and while typing", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM  a\nRUN  b \\\n\n");
      const textDocument = { uri: URI };
      const whole = await editor.request<TextEdit[]>("textDocument/formatting", { textDocument, options: OPTIONS });
      assert.equal(whole.length, 2);
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } };
      const part = { textDocument, range, options: OPTIONS };
      assert.equal((await editor.request<TextEdit[]>("textDocument/rangeFormatting", part)).length, 1);
      const typed = { textDocument, position: { line: 2, character: 0 }, ch: "\n", options: OPTIONS };
      const [indent] = await editor.request<TextEdit[]>("textDocument/onTypeFormatting", typed);
      assert.equal(indent?.newText, "  ");
    }));

  test("offers refactorings where they are asked for", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM a:1\nRUN b && c\n");
      const at = { line: 1, character: 5 };
      const ask = (only?: string[]) =>
        editor.request<CodeAction[]>("textDocument/codeAction", {
          textDocument: { uri: URI },
          range: { start: at, end: at },
          context: { diagnostics: [], ...(only && { only }) },
        });
      assert.ok((await ask(["refactor"])).some((it) => it.title === "Write as a heredoc"));
      assert.ok((await ask()).some((it) => it.kind === "refactor.rewrite"));
      assert.deepEqual(await ask(["refactor.extract"]), []);
    }));

  test("offers what both a fix and a refactoring do once", () =>
    withEditor({}, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM a:1\nADD x /y\n");
      const range = { start: { line: 1, character: 1 }, end: { line: 1, character: 1 } };
      const ask = async (only?: string[]) => {
        const context = { diagnostics: [], ...(only && { only }) };
        const params = { textDocument: { uri: URI }, range, context };
        const actions = await editor.request<CodeAction[]>("textDocument/codeAction", params);
        return actions.map((it) => it.title).filter((it) => it.includes("COPY"));
      };
      assert.deepEqual(await ask(), ["Change to `COPY`"]);
      assert.deepEqual(await ask(["refactor"]), ["Use `COPY` instead of `ADD`"]);
    }));

  test("sends semantic tokens whole, in part, and what changed of them", () =>
    withEditor({}, async (editor) => {
      const textDocument = { uri: URI };
      await editor.open(URI, "dockerfile", "FROM a\nRUN b\nRUN c\n");
      const full = await editor.request<SemanticTokens>("textDocument/semanticTokens/full", { textDocument });
      const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
      const part = await editor.request<SemanticTokens>("textDocument/semanticTokens/range", { textDocument, range });
      assert.equal(part.data[0], 1);
      assert.ok(part.data.length < full.data.length);
      await editor.change(URI, [{ range: { ...range, end: range.start }, text: "USER x\n" }]);
      const delta = await editor.request<SemanticTokensDelta>("textDocument/semanticTokens/full/delta", {
        textDocument,
        previousResultId: full.resultId,
      });
      const now = [...full.data];
      for (const { start, deleteCount, data = [] } of delta.edits) now.splice(start, deleteCount, ...data);
      const again = await editor.request<SemanticTokens>("textDocument/semanticTokens/full", { textDocument });
      assert.deepEqual(now, again.data);
      const stale = { textDocument, previousResultId: "stale" };
      assert.ok("data" in (await editor.request<object>("textDocument/semanticTokens/full/delta", stale)));
    }));

  test("hints are as the settings say, and change with them", async () => {
    const settings: Record<string, unknown> = { "gantry.hints.stageIndex": true };
    await withEditor({ capabilities: { workspace: { configuration: true } }, settings }, async (editor) => {
      await editor.open(URI, "dockerfile", "ARG V=1\nFROM a:$V\nFROM b\n");
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const ask = async () =>
        (await editor.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri: URI }, range })).map(
          (it) => it.label,
        );
      assert.deepEqual(await ask(), ["= 1", "stage 0", "stage 1"]);
      settings["gantry.hints.stageIndex"] = false;
      settings["gantry.hints.variables"] = false;
      await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      assert.deepEqual(await ask(), []);
    });
  });

  test("finds names in all files of the workspace", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-workspace-"));
    mkdirSync(join(folder, "app"));
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "app/Dockerfile"), "ARG BUILD_MODE=x\nFROM a AS builder\n");
    writeFileSync(join(folder, "node_modules/Dockerfile"), "FROM a AS builder-of-others\n");
    writeFileSync(join(folder, "compose.yaml"), "services:\n  builds:\n    image: x:1\n  web:\n    image: x:1\n");
    const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: "w" }];
    await withEditor({ workspaceFolders }, async (editor) => {
      await editor.open(URI, "dockerfile", "FROM a AS open-build\n");
      const found = await editor.request<SymbolInformation[]>("workspace/symbol", { query: "bui" });
      assert.deepEqual(found.map((it) => it.name).sort(), ["BUILD_MODE", "builder", "builds", "open-build"]);
    });
    rmSync(folder, { recursive: true });
  });

  test("documents of every scheme are served", () =>
    withEditor({ capabilities: { textDocument: { diagnostic: {} } } }, async (editor) => {
      for (const uri of [
        "untitled:Untitled-1",
        "git:/shop/Dockerfile?ref",
        "vscode-vfs://github/o/r/Dockerfile",
        "x:y",
      ]) {
        await editor.open(uri, "dockerfile", "FROM alpine\nCOPY a /b\nUSE");
        const textDocument = { uri };
        const { items } = await editor.request<{ items: { code: string }[] }>("textDocument/diagnostic", {
          textDocument,
        });
        assert.ok(
          items.some((it) => it.code === "untagged-base-image"),
          uri,
        );
        const at = { textDocument, position: { line: 2, character: 3 } };
        const found = await editor.request<CompletionItem[] | CompletionList>("textDocument/completion", at);
        assert.deepEqual(
          (found as CompletionItem[]).map((it) => it.label),
          ["USER"],
          uri,
        );
        const source = { textDocument, position: { line: 1, character: 5 } };
        assert.equal(await editor.request<Hover | null>("textDocument/hover", source), null);
        await editor.request("textDocument/formatting", { textDocument, options: OPTIONS });
        await editor.request("textDocument/rename", { textDocument, position: at.position, newName: "x" });
        await editor.request("textDocument/codeLens", { textDocument }).catch(() => null); // Only our client has them.
      }
    }));

  test(".dockerignore files are served by their name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gantry-ignore-"));
    writeFileSync(join(folder, "there.txt"), "");
    const uri = pathToFileURL(join(folder, "web.Dockerfile.dockerignore")).href;
    await withEditor({}, async (editor) => {
      await editor.open(uri, "ignore", "th\ngone.txt\na[\n");
      const codes = (await editor.diagnostics(uri)).map((it) => it.code);
      assert.deepEqual(codes, ["unmatched-ignore-pattern", "unmatched-ignore-pattern", "invalid-ignore-pattern"]);
      const at = { textDocument: { uri }, position: { line: 0, character: 2 } };
      const items = await editor.request<CompletionItem[]>("textDocument/completion", at);
      assert.ok(items.some((it) => it.label === "there.txt"));
    });
    rmSync(folder, { recursive: true });
  });
});
