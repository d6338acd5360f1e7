import assert from "node:assert/strict";
import * as vscode from "vscode";
import { EXTENSION_ID, open } from "./look.ts";

const COMMANDS = [
  "containers.attachShell",
  "containers.logs",
  "containers.remove",
  "containers.restart",
  "containers.start",
  "containers.stop",
  "engines.retry",
  "images.build",
  "images.remove",
  "images.run",
  "images.runInteractive",
];

suite("activation", () => {
  test("opening a Dockerfile activates the installed extension", async () => {
    const gantry = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(gantry, "the packaged extension is installed");
    await open("Dockerfile");
    for (const until = Date.now() + 10_000; !gantry.isActive && Date.now() < until; )
      await new Promise((done) => setTimeout(done, 50));
    assert.ok(gantry.isActive);
  });

  test("every command is there", async () => {
    const all = new Set(await vscode.commands.getCommands(true));
    for (const it of COMMANDS) assert.ok(all.has(`gantry.${it}`), it);
  });

  test("every view is there", async () => {
    const all = new Set(await vscode.commands.getCommands(true));
    for (const it of ["containers", "images", "volumes", "networks"]) assert.ok(all.has(`gantry.${it}.focus`), it);
  });
});
