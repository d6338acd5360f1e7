/** Starts the language server when the first document that it serves is opened. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { InitializationOptions } from "../../server/src/shared/protocol.ts";

const COMPOSE_PATTERN = "**/{compose,docker-compose}*.{yml,yaml}";
export const COMPOSE_DOCUMENTS = [{ language: "dockercompose" }, { language: "yaml", pattern: COMPOSE_PATTERN }];
const DOCUMENTS = [{ language: "dockerfile" }, ...COMPOSE_DOCUMENTS];

export interface LanguageServer extends vscode.Disposable {
  /** Asks the server, which is started for it where it does not run yet. */
  request<Answer>(method: string, params: object): Promise<Answer>;
}

/** Disposing ends the server. `onReady` is told when the server answers, `onFailure` when it cannot be started. */
export function startLanguageClient(
  serverModule: string,
  onFailure: (error: unknown) => void,
  onReady: () => void,
): LanguageServer {
  let client: Promise<LanguageClient> | null = null;
  const start = (): Promise<LanguageClient> => {
    if (client) return client;
    client = launch(serverModule);
    client.then(onReady, onFailure);
    return client;
  };
  const startFor = (document: vscode.TextDocument): void => {
    if (vscode.languages.match(DOCUMENTS, document)) void start(); // Its failure goes to onFailure.
  };
  const subscription = vscode.workspace.onDidOpenTextDocument(startFor);
  vscode.workspace.textDocuments.forEach(startFor);
  return {
    request: async (method, params) => (await start()).sendRequest(method, params),
    dispose() {
      subscription.dispose();
      void client?.then((it) => it.stop()).catch(() => undefined); // The editor is closing: nobody is left to tell.
    },
  };
}

async function launch(serverModule: string): Promise<LanguageClient> {
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  const initializationOptions: InitializationOptions = { locale: vscode.env.language, commands: true };
  const client = new LanguageClient(
    "gantry",
    "Gantry",
    { module: serverModule, transport: TransportKind.ipc },
    { documentSelector: DOCUMENTS, initializationOptions, synchronize: { configurationSection: "gantry" } },
  );
  await client.start();
  return client;
}
