/** Above a compose file's services: what each is doing on the engine, and what can be done with it. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { COMPOSE_OUTLINE, type ComposeOutline } from "../../../server/src/shared/protocol.ts";
import type { ComposeTarget } from "../commands/command.ts";
import { type Lens, lensesOf } from "../compose/lenses.ts";
import type { EngineStore } from "../engine/store.ts";
import { COMPOSE_DOCUMENTS, type LanguageServer } from "../language-client.ts";
import { settingsFor } from "../settings.ts";

/** Milliseconds: a project that starts changes many containers at once. */
const QUIET = 100;

export class ComposeLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #server: LanguageServer;
  readonly #store: () => EngineStore;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #registered: vscode.Disposable;
  #unsubscribe: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(server: LanguageServer, store: () => EngineStore) {
    this.#server = server;
    this.#store = store;
    this.#registered = vscode.Disposable.from(
      vscode.languages.registerCodeLensProvider(COMPOSE_DOCUMENTS, this),
      vscode.workspace.onDidChangeConfiguration((it) => {
        if (it.affectsConfiguration("gantry.codeLens") || it.affectsConfiguration("gantry.compose"))
          this.#changed.fire();
      }),
      server.onFilesChanged(() => this.#changed.fire()),
      this.#changed,
    );
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    // What runs was started from a file on the disk.
    const { "codeLens.compose": isWanted, "compose.enabled": isOurs } = settingsFor(uri);
    if (uri.scheme !== "file" || !isWanted || !isOurs) return [];
    const outline = await this.#server.request<ComposeOutline | null>(COMPOSE_OUTLINE, { uri: uri.toString() });
    if (!outline) return [];
    const { containers, status } = this.#watched();
    // What ran when the engine was last there says nothing of now.
    const known = status.kind === "connected" ? containers.values() : [];
    return lensesOf(outline, uri.fsPath, known).map((it) => codeLens(it, uri.fsPath));
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#unsubscribe?.();
    this.#registered.dispose();
  }

  /** The engine is connected to when the first compose file is looked at. */
  #watched(): EngineStore {
    const store = this.#store();
    this.#unsubscribe ??= store.onDidChange(({ kind }) => {
      if (kind !== "all" && kind !== "container") return;
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        this.#changed.fire();
      }, QUIET);
    });
    return store;
  }
}

function codeLens({ line, title, command, service }: Lens, path: string): vscode.CodeLens {
  const target: ComposeTarget = { kind: "compose", path, ...(service !== null && { service }) };
  const range = new vscode.Range(line, 0, line, 0);
  if (command === null) return new vscode.CodeLens(range, { title, command: "" });
  const tooltip = service === null ? l10n.t("All services of this file") : service;
  return new vscode.CodeLens(range, { title, tooltip, command: `gantry.${command}`, arguments: [target] });
}
