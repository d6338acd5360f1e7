/** What the server asks its client of the engine, over stdio. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import type { CodeAction, CompletionList, Hover } from "vscode-languageserver-protocol";
import {
  ENGINE_CHANGED,
  ENGINE_STATE,
  type EngineState,
  type EngineStateParams,
  IMAGE_DETAILS,
} from "../../server/src/shared/protocol.ts";
import { withEditor } from "../support/lsp.ts";

const URI = "file:///shop/Dockerfile";

suite("the engine of the editor", { timeout: 60_000 }, () => {
  test("its images complete names, explain themselves and are checked; nothing is connected to before that", () =>
    withEditor({ initializationOptions: { engine: true } }, async (editor) => {
      const wanted: boolean[] = [];
      const image = { tags: ["web:1"], digests: [], size: 5_000_000, createdAt: 1_700_000_000 };
      const facts = { name: "Docker 28.1.0", version: "28.1.0", apiVersion: "1.49", os: "linux", arch: "amd64" };
      let state: EngineState = { ...facts, buildkit: true, images: [image] };
      editor.connection.onRequest(ENGINE_STATE, ({ isWanted }: EngineStateParams) => {
        wanted.push(isWanted);
        return wanted.includes(true) ? state : null;
      });
      const details = { ...image, ports: [], entrypoint: [], command: [], user: "", workingDir: "" };
      let platform = "linux/arm64";
      editor.connection.onRequest(IMAGE_DETAILS, () => ({ ...details, platform }));
      await editor.open(URI, "dockerfile", "FROM web:1\n");
      await editor.diagnostics(URI);
      const at = (character: number) => ({ textDocument: { uri: URI }, position: { line: 0, character } });
      assert.equal(await editor.request<Hover | null>("textDocument/hover", at(7)), null);
      assert.deepEqual(wanted, [false]);
      const labels = async () => {
        const list = await editor.request<CompletionList>("textDocument/completion", at(9));
        return list.items.map((it) => it.label);
      };
      assert.deepEqual(await labels(), ["web:1"]);
      assert.deepEqual(wanted, [false, true]);
      const hover = await editor.request<Hover | null>("textDocument/hover", at(7));
      assert.match(JSON.stringify(hover), /5\.0 MB.*linux\/arm64/);
      const finds = async () => (await editor.diagnostics(URI)).some((it) => it.code === "base-image-platform");
      while (!(await finds())) await setTimeout(20);
      platform = "linux/amd64";
      await editor.connection.sendNotification(ENGINE_CHANGED);
      while (await finds()) await setTimeout(20);
      state = { ...state, images: [{ ...image, tags: ["web:2"] }] };
      await editor.connection.sendNotification(ENGINE_CHANGED);
      assert.deepEqual(await labels(), ["web:2"]);
    }));

  test("what was connected before the first Dockerfile is known without a question", () => {
    const image = { tags: ["web:1"], digests: [], size: 5_000_000, createdAt: 1_700_000_000 };
    const facts = { name: "Docker 28.1.0", version: "28.1.0", apiVersion: "1.49", os: "linux", arch: "amd64" };
    const capabilities = { workspace: { inlayHint: { refreshSupport: true } } };
    return withEditor({ capabilities, initializationOptions: { engine: true } }, async (editor) => {
      editor.connection.onRequest(ENGINE_STATE, () => ({ ...facts, buildkit: true, images: [image] }));
      editor.connection.onRequest("workspace/inlayHint/refresh", () => null);
      await editor.open(URI, "dockerfile", "FROM web:1\n");
      const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
      const hints = async () =>
        (await editor.request<unknown[] | null>("textDocument/inlayHint", { textDocument: { uri: URI }, range })) ?? [];
      while ((await hints()).length === 0) await setTimeout(20);
    });
  });

  test("its tags are what an image without one is pinned to", () =>
    withEditor({ initializationOptions: { engine: true } }, async (editor) => {
      const images = [{ tags: ["web:1"], digests: [], size: 1, createdAt: 1 }];
      const facts = { name: "Docker 28.1.0", version: "28.1.0", apiVersion: "1.49", os: "linux", arch: "amd64" };
      editor.connection.onRequest(ENGINE_STATE, () => ({ ...facts, buildkit: true, images }));
      await editor.open(URI, "dockerfile", "FROM web\n");
      await editor.connection.sendNotification(ENGINE_CHANGED);
      const range = { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } };
      const params = { textDocument: { uri: URI }, range, context: { diagnostics: [] } };
      const titles = async () =>
        (await editor.request<CodeAction[]>("textDocument/codeAction", params)).map((it) => it.title);
      while (!(await titles()).includes("Change to `web:1`, which Docker 28.1.0 has")) await setTimeout(20);
    }));

  test("an editor that has none is not asked", () =>
    withEditor({}, async (editor) => {
      let asked = 0;
      editor.connection.onRequest(ENGINE_STATE, () => ++asked);
      await editor.open(URI, "dockerfile", "FROM \n");
      const at = { textDocument: { uri: URI }, position: { line: 0, character: 5 } };
      const list = await editor.request<CompletionList>("textDocument/completion", at);
      assert.ok(list.items.some((it) => it.label === "alpine"));
      assert.equal(asked, 0);
    }));
});
