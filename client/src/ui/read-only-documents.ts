/** Read-only documents that are nowhere on the disk. */
import * as vscode from "vscode";
import type { NamedText } from "./ui.ts";

const SCHEME = "gantry-text";

export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
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
  async showJson(name: string, value: unknown): Promise<void> {
    await this.show(`${name}.json`, JSON.stringify(value, null, 2), "json");
  }

  /** `language` is VS Code's id of one. */
  async show(name: string, text: string, language: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#keep(name, text));
    await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Beside each other, with their differences. */
  async compare(title: string, texts: readonly [NamedText, NamedText]): Promise<void> {
    const uris = texts.map(({ name, text }) => this.#keep(name, text));
    await vscode.commands.executeCommand("vscode.diff", ...uris, title);
  }

  #keep(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name.replaceAll(/[\\/:]/g, "-")}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  dispose(): void {
    this.#registered.dispose();
  }
}
