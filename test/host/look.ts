/** What the host tests ask of VS Code. */
import * as vscode from "vscode";

export const EXTENSION_ID = "gantry.gantry";

/** Opens a file of the sample workspace. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("no folder is open");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The rule that found a problem. */
export const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === "object" ? code.value : code);

/** Waits for the problems of a document until they are as `isDone` wants them. */
export async function problems(
  { uri }: vscode.TextDocument,
  isDone: (found: readonly vscode.Diagnostic[]) => boolean = (found) => found.length > 0,
): Promise<readonly vscode.Diagnostic[]> {
  for (const until = Date.now() + 15_000; ; await new Promise((done) => setTimeout(done, 50))) {
    const found = vscode.languages.getDiagnostics(uri).filter((it) => it.source === "gantry");
    if (isDone(found)) return found;
    if (Date.now() > until) throw new Error(`Problems did not come as expected: ${JSON.stringify(found)}`);
  }
}

/** The position of the first character of `text`, or of the one after `skip` characters. */
export function positionOf(document: vscode.TextDocument, text: string, skip = 0): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${text} is not in ${document.uri.path}`);
  return document.positionAt(offset + skip);
}

export async function edit(document: vscode.TextDocument, at: vscode.Position, text: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.insert(document.uri, at, text);
  await vscode.workspace.applyEdit(change);
}

/** Leaves the sample as it was: closes the editors without saving. */
export async function revert(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.files.revert");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
