/** Starts the language server when the first document that it serves is opened. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { InitializationOptions } from "../../server/src/shared/protocol.ts";

const COMPOSE_PATTERN = "**/{compose,docker-compose}*.{yml,yaml}";
const DOCUMENTS = [
  { language: "dockerfile" },
  { language: "dockercompose" },
  { language: "yaml", pattern: COMPOSE_PATTERN },
];

/** Disposing ends the server. `onReady` is told when the server answers, `onFailure` when it cannot be started. */
export function startLanguageClient(
  serverModule: string,
  onFailure: (error: unknown) => void,
  onReady: () => void,
): vscode.Disposable {
  let client: Promise<LanguageClient> | null = null;
  const startFor = (document: vscode.TextDocument): void => {
    if (client || !vscode.languages.match(DOCUMENTS, document)) return;
    client = launch(serverModule);
    client.then(onReady, onFailure);
  };
  const subscription = vscode.workspace.onDidOpenTextDocument(startFor);
  vscode.workspace.textDocuments.forEach(startFor);
  return new vscode.Disposable(() => {
    subscription.dispose();
    void client?.then((it) => it.stop()).catch(() => undefined); // The editor is closing: nobody is left to tell.
  });
}

async function launch(serverModule: string): Promise<LanguageClient> {
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  const initializationOptions: InitializationOptions = { locale: vscode.env.language };
  const client = new LanguageClient(
    "gantry",
    "Gantry",
    { module: serverModule, transport: TransportKind.ipc },
    { documentSelector: DOCUMENTS, initializationOptions, synchronize: { configurationSection: "gantry" } },
  );
  await client.start();
  return client;
}
