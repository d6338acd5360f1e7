/** The effective configuration of a compose project: a read-only document that follows the files it is made of. */
import { basename } from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { EFFECTIVE_COMPOSE } from "../../../server/src/shared/protocol.ts";
import type { LanguageServer } from "../language-client.ts";

const SCHEME = "gantry-compose";
/** Milliseconds of quiet after a change. */
const QUIET = 250;

export class EffectiveDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #watching: vscode.Disposable;
  #timer: NodeJS.Timeout | null = null;

  readonly onDidChange = this.#changed.event;

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#watching = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme !== SCHEME) this.#refreshSoon();
      }),
      server.onFilesChanged(() => this.#refreshSoon()),
      this.#changed,
    );
  }

  async show(path: string): Promise<void> {
    const source = vscode.Uri.file(path);
    // A name that no compose file has: findings belong to the files, not to what they come to.
    const name = `effective-${basename(path).replace(/\.ya?ml$/i, "")}.yaml`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: source.toString() });
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, "yaml");
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    try {
      const text = await this.#server.request<string | null>(EFFECTIVE_COMPOSE, { uri: query });
      return text ?? comment(l10n.t("{0} is not there any more.", vscode.Uri.parse(query).fsPath));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return comment(l10n.t("The language server does not answer: {0}", reason));
    }
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#watching.dispose();
  }

  #refreshSoon(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
    }, QUIET);
  }
}

const comment = (text: string): string => `# ${text.replaceAll("\n", " ")}\n`;
