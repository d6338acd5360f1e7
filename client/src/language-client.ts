/** Starts the language server when the first document that it serves is opened. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { FILES_CHANGED, type InitializationOptions } from "../../server/src/shared/protocol.ts";
import { settingsFor } from "./settings.ts";

const COMPOSE_PATTERN = "**/{compose,docker-compose}*.{yml,yaml}";
export const COMPOSE_DOCUMENTS = [{ language: "dockercompose" }, { language: "yaml", pattern: COMPOSE_PATTERN }];
const BUILDS = [{ language: "dockerfile" }, { language: "dockerignore" }];
const ALL = [...BUILDS, ...COMPOSE_DOCUMENTS, { scheme: "file", pattern: "**/.env" }];

/** Compose files may be left to another extension. */
const documents = () => (settingsFor(null)["compose.enabled"] ? ALL : BUILDS);

export interface LanguageServer extends vscode.Disposable {
  /** Asks the server, which is started for it where it does not run yet. */
  request<Answer>(method: string, params: object): Promise<Answer>;
  /** Nothing where the server does not run. */
  notify(method: string, params?: object): void;
  /** Files have changed on the disk, and the server knows it. */
  readonly onFilesChanged: vscode.Event<void>;
}

export interface LanguageServerOptions {
  readonly module: string;
  /** What the server may ask, by method. */
  readonly answers: Readonly<Record<string, (params: never) => Promise<unknown>>>;
  /** The folders that Dockerfiles were last built in, by their paths. */
  readonly builtIn: () => ReadonlyMap<string, string>;
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
    if (vscode.languages.match(documents(), document)) void start(); // Its failure goes to onFailure.
  };
  const startForAll = (): void => vscode.workspace.textDocuments.forEach(startFor);
  const end = (): void => void client?.then((it) => it.stop()).catch(() => undefined); // Ended already, or never begun.
  const subscription = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeConfiguration((it) => {
      if (!it.affectsConfiguration("gantry.compose.enabled")) return;
      end();
      client = null;
      startForAll();
    }),
  );
  startForAll();
  return {
    request: async (method, params) => (await start()).sendRequest(method, params),
    notify(method, params) {
      void client?.then((it) => it.sendNotification(method, params)).catch(() => undefined); // A server that ended needs no news.
    },
    onFilesChanged: filesChanged.event,
    dispose() {
      subscription.dispose();
      filesChanged.dispose();
      end();
    },
  };
}

async function launch(
  { module, answers, builtIn }: LanguageServerOptions,
  onFilesChanged: () => void,
): Promise<LanguageClient> {
  const { LanguageClient, TransportKind } = await import("vscode-languageclient/node");
  const initializationOptions: InitializationOptions = {
    locale: vscode.env.language,
    commands: true,
    engine: true,
    builtIn: Object.fromEntries([...builtIn()].map((it) => it.map((path) => vscode.Uri.file(path).toString()))),
  };
  const client = new LanguageClient(
    "gantry",
    "Gantry",
    { module, transport: TransportKind.ipc },
    { documentSelector: documents(), initializationOptions, synchronize: { configurationSection: "gantry" } },
  );
  for (const [method, answer] of Object.entries(answers)) client.onRequest(method, answer);
  client.onNotification(FILES_CHANGED, onFilesChanged);
  await client.start();
  return client;
}
