/** Read-only JSON documents that are nowhere on the disk. */
import * as vscode from "vscode";

const SCHEME = "gantry-json";

export class JsonDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registered: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
      this.#changed,
    );
  }

  /** A document of this name that is open already shows the new value. */
  async show(name: string, value: unknown): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name.replaceAll(/[\\/:]/g, "-")}.json` });
    this.#texts.set(uri.toString(), JSON.stringify(value, null, 2));
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, "json");
    await vscode.window.showTextDocument(document, { preview: true });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
