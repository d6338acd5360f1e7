/** Starts the language server when the first document that it serves is opened. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { FILES_CHANGED, type InitializationOptions } from "../../server/src/shared/protocol.ts";

const COMPOSE_PATTERN = "**/{compose,docker-compose}*.{yml,yaml}";
export const COMPOSE_DOCUMENTS = [{ language: "dockercompose" }, { language: "yaml", pattern: COMPOSE_PATTERN }];
const DOCUMENTS = [
  { language: "dockerfile" },
  { language: "dockerignore" },
  ...COMPOSE_DOCUMENTS,
  { scheme: "file", pattern: "**/.env" },
];

export interface LanguageServer extends vscode.Disposable {
  /** Asks the server, which is started for it where it does not run yet. */
  request<Answer>(method: string, params: object): Promise<Answer>;
  /** Nothing where the server does not run. */
  notify(method: string): void;
  /** Files have changed on the disk, and the server knows it. */
  readonly onFilesChanged: vscode.Event<void>;
}

export interface LanguageServerOptions {
  readonly module: string;
  /** What the server may ask, by method. */
  readonly answers: Readonly<Record<string, (params: never) => Promise<unknown>>>;
  /** The server could not be started. */
  readonly onFailure: (error: unknown) => void;
  readonly onReady: () => void;
}

/** Disposing ends the server. */
export function startLanguageClient(options: LanguageServerOptions): LanguageServer {
  let client: Promise<LanguageClient> | null = null;
  const filesChanged = new vscode.EventEmitter<void>();
  const start = (): Promise<LanguageClient> => {
    if (client) return client;
    client = launch(options, () => filesChanged.fire());
    client.then(options.onReady, options.onFailure);
    return client;
  };
  const startFor = (document: vscode.TextDocument): void => {
    if (vscode.languages.match(DOCUMENTS, document)) void start(); // Its failure goes to onFailure.
  };
  const subscription = vscode.workspace.onDidOpenTextDocument(startFor);
  vscode.workspace.textDocuments.forEach(startFor);
  return {
    request: async (method, params) => (await start()).sendRequest(method, params),
    notify(method) {
      void client?.then((it) => it.sendNotification(method)).catch(() => undefined); // A server that ended needs no news.
    },
    onFilesChanged: filesChanged.event,
    dispose() {
      subscription.dispose();
      filesChanged.dispose();
      void client?.then((it) => it.stop()).catch(() => undefined); // The editor is closing: nobody is left to tell.
    },
  };
}

async function launch({ module, answers }: LanguageServerOptions, onFilesChanged: () => void): Promise<LanguageClient> {
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  const initializationOptions: InitializationOptions = { locale: vscode.env.language, commands: true, engine: true };
  const client = new LanguageClient(
    "gantry",
    "Gantry",
    { module, transport: TransportKind.ipc },
    { documentSelector: DOCUMENTS, initializationOptions, synchronize: { configurationSection: "gantry" } },
  );
  for (const [method, answer] of Object.entries(answers)) client.onRequest(method, answer);
  client.onNotification(FILES_CHANGED, onFilesChanged);
  await client.start();
  return client;
}
