/** What a fix changes in a file beside its document: once, saved, and only where it is still as the fix has seen it. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { EDIT_COMMAND, type FileChange } from "../../../server/src/shared/protocol.ts";
import type { Ui } from "../ui/ui.ts";

export class FileChanges implements vscode.Disposable {
  readonly #ui: Ui;
  readonly #registration: vscode.Disposable;
  /** A second click waits for what the first one does. */
  #last: Promise<void> = Promise.resolve();

  constructor(ui: Ui) {
    this.#ui = ui;
    this.#registration = vscode.commands.registerCommand(EDIT_COMMAND, (change: FileChange) => {
      const made = this.#last.then(() => this.#make(change));
      this.#last = made.catch(() => undefined); // VS Code tells of what fails.
      return made;
    });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #make({ uri, before, after }: FileChange): Promise<void> {
    const file = vscode.Uri.parse(uri);
    const document = await opened(file);
    const text = document?.getText() ?? null;
    if (!isSame(text, after)) {
      if (!isSame(text, before)) return this.#refuse(file, document?.isDirty ?? false);
      const edit = new vscode.WorkspaceEdit();
      if (document) edit.replace(file, wholeOf(document), after);
      else edit.createFile(file, { contents: new TextEncoder().encode(after) });
      if (!(await vscode.workspace.applyEdit(edit))) return this.#tellUnwritable(file);
    }
    // What cannot be saved VS Code tells of itself, with what can be done about it.
    if (document?.isDirty) await document.save();
  }

  #refuse(file: vscode.Uri, isUnsaved: boolean): void {
    const path = vscode.workspace.asRelativePath(file);
    const message = isUnsaved
      ? l10n.t("Not changed: {0} has changes that are not saved. Save it and choose again.", path)
      : l10n.t("Not changed: {0} is not what it was when this was offered. Choose again.", path);
    this.#ui.warn(message, { label: l10n.t("Open the file"), act: () => void vscode.window.showTextDocument(file) });
  }

  #tellUnwritable(file: vscode.Uri): void {
    const path = vscode.workspace.asRelativePath(file);
    this.#ui.error(l10n.t("Cannot write {0}. Check that you may write in its folder, and choose again.", path));
  }
}

/** Null where there is no such file, though VS Code may still know the text of one that was there. */
async function opened(file: vscode.Uri): Promise<vscode.TextDocument | null> {
  try {
    await vscode.workspace.fs.stat(file);
    return await vscode.workspace.openTextDocument(file);
  } catch {
    return null; // Whatever else keeps it from being read keeps it from being made, too.
  }
}

const wholeOf = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));

/** Documents have no byte order mark, and one kind of line break. */
const isSame = (a: string | null, b: string | null): boolean => plain(a) === plain(b);
const plain = (text: string | null): string | null => text?.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n") ?? null;
