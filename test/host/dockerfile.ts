import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeOf, edit, open, positionOf, problems, revert } from "./look.ts";

suite("a Dockerfile", () => {
  teardown(revert);

  test("shows the findings of the sample where they are", async () => {
    const document = await open("Dockerfile");
    const found = await problems(document, (it) => it.length >= 2);
    const places = found.map((it) => `${codeOf(it)}: ${document.getText(it.range)}`).sort();
    for (const it of ["instruction-case: run", "untagged-base-image: node"]) assert.ok(places.includes(it), it);
    for (const { code } of found) {
      assert.ok(typeof code === "object", String(code));
      if (code.target.scheme === "file")
        assert.match((await vscode.workspace.openTextDocument(code.target)).getText(), /^# /m);
    }
  });

  test("shows an unknown instruction while it is typed, and takes it back", async () => {
    const document = await open("Dockerfile");
    await edit(document, positionOf(document, "EXPOSE"), "EXPOS 1\n");
    const found = await problems(document, (all) => all.some((it) => codeOf(it) === "unknown-instruction"));
    const unknown = found.find((it) => codeOf(it) === "unknown-instruction");
    assert.equal(unknown?.severity, vscode.DiagnosticSeverity.Error);
    await vscode.commands.executeCommand("undo");
    await problems(document, (all) => all.every((it) => codeOf(it) !== "unknown-instruction"));
  });

  test("completes instructions", async () => {
    const document = await open("Dockerfile");
    await edit(document, positionOf(document, "EXPOSE"), "HEA\n");
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      positionOf(document, "HEA\n", 3),
    );
    const labels = list.items.map((it) => (typeof it.label === "string" ? it.label : it.label.label));
    assert.ok(
      labels.some((it) => it.startsWith("HEALTHCHECK")),
      labels.join(", "),
    );
  });

  test("explains an instruction", async () => {
    const document = await open("Dockerfile");
    const at = positionOf(document, "HEALTHCHECK", 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      at,
    );
    const texts = hovers.flatMap((it) => it.contents).map((it) => (typeof it === "string" ? it : it.value));
    assert.match(texts.join("\n"), /health/i);
  });

  test("fixes the case of an instruction", async () => {
    const document = await open("Dockerfile");
    const [problem] = (await problems(document, (all) => all.some((it) => codeOf(it) === "instruction-case"))).filter(
      (it) => codeOf(it) === "instruction-case",
    );
    assert.ok(problem);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      problem.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find((it) => it.isPreferred);
    assert.ok(fix?.edit, JSON.stringify(actions.map((it) => it.title)));
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /^RUN node --test$/m);
    await problems(document, (all) => all.every((it) => codeOf(it) !== "instruction-case"));
  });

  test("is quiet about an empty file, and alive after a broken one", async () => {
    const document = await open("Dockerfile");
    const everything = new vscode.Range(0, 0, document.lineCount, 0);
    const change = new vscode.WorkspaceEdit();
    change.replace(document.uri, everything, "FROM alpine:3.22\nRUN <<EOF\necho never closed\n");
    await vscode.workspace.applyEdit(change);
    await problems(document, (all) => all.some((it) => codeOf(it) === "unterminated-heredoc"));
    const empty = new vscode.WorkspaceEdit();
    empty.delete(document.uri, new vscode.Range(0, 0, document.lineCount, 0));
    await vscode.workspace.applyEdit(empty);
    await problems(document, (all) => all.every((it) => codeOf(it) !== "unterminated-heredoc"));
  });
});
