/** The compose features over stdio, with files that lie on the disk. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  FileChangeType,
  type Location,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { Editor } from "../support/lsp.ts";

const COMPOSE = `include: [other.yaml]
services:
  web:
    build:
      context: .
      target: run
    depends_on: [db]
`;

async function inFolder(
  files: Readonly<Record<string, string>>,
  run: (editor: Editor, root: string) => Promise<void>,
  capabilities: ClientCapabilities = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "gantry-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const editor = await Editor.start({ capabilities });
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

  test("offers values behind a blank that a value may follow, and nothing while a line is indented", () =>
    inFolder(files, async (editor, root) => {
      const uri = `${root}compose.yaml`;
      await editor.open(uri, "dockercompose", "services:\n  web:\n    restart: \n    \n");
      const offered = async (line: number, character: number): Promise<number> => {
        const items = await editor.request<CompletionItem[]>("textDocument/completion", {
          textDocument: { uri },
          position: { line, character },
          context: { triggerKind: 2, triggerCharacter: " " },
        });
        return items.length;
      };
      assert.ok((await offered(2, 13)) > 0);
      assert.equal(await offered(3, 4), 0);
    }));

  test("says once what completion replaces, and explains the key that is looked at, to editors that take that", () => {
    const completion = {
      completionItem: { resolveSupport: { properties: ["documentation"] } },
      completionList: { itemDefaults: ["editRange"] },
    };
    return inFolder(
      files,
      async (editor, root) => {
        const uri = `${root}compose.yaml`;
        await editor.open(uri, "dockercompose", "services:\n  web:\n    restart: no\n    hea\n");
        const at = { textDocument: { uri }, position: { line: 3, character: 7 } };
        for (let time = 0; time < 2; time++) {
          const list = await editor.request<CompletionList>("textDocument/completion", at);
          const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 7 } };
          assert.deepEqual(list.itemDefaults?.editRange, range);
          const item = list.items.find((it) => it.label === "healthcheck");
          assert.ok(item && !item.documentation && item.textEditText?.startsWith("healthcheck:\n      "));
          const { documentation } = await editor.request<CompletionItem>("completionItem/resolve", item);
          assert.match(JSON.stringify(documentation), /healthy/);
        }
      },
      { textDocument: { completion } },
    );
  });

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

test("a missing file of any name is watched: the finding goes when the user makes it", () =>
  inFolder(
    {},
    async (editor, root) => {
      const uri = `${root}compose.yaml`;
      const text =
        "services:\n  web:\n    image: nginx:1.29\n    secrets: [key]\nsecrets:\n  key:\n    file: a (b).pem\n";
      await editor.open(uri, "dockercompose", text);
      assert.deepEqual(codes(await editor.diagnostics(uri)), ["missing-file"]);
      const isWatched = (): boolean =>
        editor.registrations.some(({ registerOptions }) => JSON.stringify(registerOptions).includes('"a (b).pem"'));
      while (!isWatched()) await new Promise((resolve) => setTimeout(resolve, 10));
      writeFileSync(fileURLToPath(`${root}a (b).pem`), "");
      const before = editor.publications(uri);
      // As VS Code writes it.
      const changes = [{ uri: `${root}a%20%28b%29.pem`, type: FileChangeType.Created }];
      await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
      while (editor.publications(uri) === before) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.deepEqual(await editor.diagnostics(uri, 0), []);
    },
    { workspace: { didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } } },
  ));

test("files that vanish while the project is open are missed, and welcome back", () =>
  inFolder(
    {
      "compose.yaml": COMPOSE,
      "other.yaml": "services:\n  db:\n    image: postgres:${TAG}\n",
      Dockerfile: "FROM alpine:3.22 AS run\n",
      ".env": "TAG=18\n",
    },
    async (editor, root) => {
      const uri = `${root}compose.yaml`;
      await editor.open(uri, "dockercompose", COMPOSE);
      const told = async (name: string, type: FileChangeType): Promise<unknown[]> => {
        const before = editor.publications(uri);
        const changes = [{ uri: root + name, type }];
        await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
        while (editor.publications(uri) === before) await new Promise((resolve) => setTimeout(resolve, 10));
        return codes(await editor.diagnostics(uri, 0));
      };
      const everything = async (): Promise<void> => {
        for (const line of COMPOSE.split("\n").keys()) {
          const at = { textDocument: { uri }, position: { line, character: 17 } };
          for (const method of ["completion", "hover", "definition", "prepareRename", "documentHighlight"])
            await editor.request(`textDocument/${method}`, at);
          await editor.request("textDocument/references", { ...at, context: { includeDeclaration: true } });
        }
        for (const method of ["documentLink", "documentSymbol", "foldingRange"])
          await editor.request(`textDocument/${method}`, { textDocument: { uri } });
        await editor.request("gantry/composeOutline", { uri });
      };
      const folder = fileURLToPath(root);
      const texts = new Map<string, string>();
      const remove = (name: string): Promise<unknown[]> => {
        texts.set(name, readFileSync(join(folder, name), "utf8"));
        rmSync(join(folder, name));
        return told(name, FileChangeType.Deleted);
      };
      const restore = (name: string): Promise<unknown[]> => {
        writeFileSync(join(folder, name), texts.get(name) ?? "");
        return told(name, FileChangeType.Created);
      };
      assert.deepEqual(codes(await editor.diagnostics(uri)), []);
      for (const name of ["Dockerfile", "other.yaml"]) {
        assert.deepEqual(await remove(name), ["missing-file"], name);
        await everything();
        assert.deepEqual(await restore(name), [], name);
      }
      const shown = (): Promise<string> => editor.request("gantry/effectiveCompose", { uri });
      assert.match(await shown(), /postgres:18/);
      await remove(".env");
      assert.match(await shown(), /Not set in any \.env[^\n]*TAG/);
      await everything();
      await restore(".env");
      assert.match(await shown(), /postgres:18/);
      rmSync(join(folder, "compose.yaml"));
      await everything();
    },
  ));

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
