import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf, open, problems, revert } from "./look.ts";

suite("a compose file", () => {
  teardown(revert);

  test("shows the YAML error of the sample at the second `ports`", async () => {
    const document = await open("compose.yaml");
    const found = (await problems(document)).find((it) => codeOf(it) === "yaml-syntax");
    assert.equal(found?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(found.message, /ports/);
    const second = document.positionAt(document.getText().lastIndexOf("ports:"));
    assert.deepEqual([found.range.start.line, found.range.start.character], [second.line, second.character]);
  });
});
