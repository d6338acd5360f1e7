/** The compose features over stdio, with files that lie on the disk. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { CompletionItem, Location, WorkspaceEdit } from "vscode-languageserver-protocol";
import { Editor } from "../support/lsp.ts";

const COMPOSE = `include: [other.yaml]
services:
  web:
    build:
      context: .
      target: run
    depends_on: [db]
`;

async function inFolder(files: Readonly<Record<string, string>>, run: (editor: Editor, root: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), "gantry-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const editor = await Editor.start();
  try {
    await run(editor, `${pathToFileURL(folder).href}/`);
  } finally {
    await editor.stop();
    rmSync(folder, { recursive: true });
  }
}
const codes = (all: readonly { code?: unknown }[]): unknown[] => all.map((it) => it.code);

suite("a compose project on the disk", { timeout: 60_000 }, () => {
  const files = {
    "other.yaml": "services:\n  db:\n    image: postgres:18\n",
    Dockerfile: "FROM alpine:3.22 AS build\n",
    ".env": "TAG=1\n",
  };

  test("is understood as a whole: definition, rename and completion reach into its files", () =>
    inFolder(files, async (editor, root) => {
      const uri = `${root}compose.yaml`;
      await editor.open(uri, "dockercompose", COMPOSE);
      const at = { textDocument: { uri }, position: { line: 6, character: 18 } };
      const found = await editor.request<Location[]>("textDocument/definition", at);
      assert.deepEqual(
        found.map((it) => it.uri),
        [`${root}other.yaml`],
      );
      const edit = await editor.request<WorkspaceEdit>("textDocument/rename", { ...at, newName: "store" });
      assert.deepEqual(Object.keys(edit.changes ?? {}), [uri, `${root}other.yaml`]);
      const items = await editor.request<CompletionItem[]>("textDocument/completion", {
        textDocument: { uri },
        position: { line: 5, character: 14 },
      });
      assert.deepEqual(
        items.map((it) => it.label),
        ["build"],
      );
    }));

  test("is checked again when one of its files changes in the editor", () =>
    inFolder(files, async (editor, root) => {
      const uri = `${root}compose.yaml`;
      const dockerfile = `${root}Dockerfile`;
      await editor.open(uri, "dockercompose", COMPOSE);
      assert.ok(codes(await editor.diagnostics(uri)).includes("unknown-build-stage"));
      const before = editor.publications(uri);
      await editor.open(dockerfile, "dockerfile", "FROM alpine:3.22 AS run\n");
      while (editor.publications(uri) === before) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.ok(!codes(await editor.diagnostics(uri, 0)).includes("unknown-build-stage"));
    }));
});

test("the effective configuration is there for a file that is not open, and follows its files", () =>
  inFolder(
    { "compose.yaml": "services:\n  web:\n    image: web:${TAG}\n", ".env": "TAG=1\n" },
    async (editor, root) => {
      const uri = `${root}compose.yaml`;
      const ask = () => editor.request<string | null>("gantry/effectiveCompose", { uri });
      assert.match((await ask()) ?? "", /image: web:1\n/);
      await editor.open(`${root}compose.override.yaml`, "dockercompose", "services:\n  web:\n    image: web:2\n");
      assert.match((await ask()) ?? "", /image: web:2\n/);
      assert.equal(await editor.request("gantry/effectiveCompose", { uri: `${root}gone.yaml` }), null);
    },
  ));

test("the command line takes any YAML file for a compose file", () => {
  const folder = mkdtempSync(join(tmpdir(), "gantry-"));
  const file = join(folder, "stack.yml");
  writeFileSync(file, "services:\n  web:\n    imgae: nginx:1.29\n");
  const cli = join(import.meta.dirname, "../../dist/cli.js");
  const { stdout, status } = spawnSync(process.execPath, [cli, "lint", "--format", "json", file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  assert.deepEqual(codes(JSON.parse(stdout).map((it: { rule: string }) => ({ code: it.rule }))).sort(), [
    "no-image-or-build",
    "unknown-key",
  ]);
  assert.equal(status, 1);
});
