/** The language server: the life of its connection with an editor. What the editor can ask is in features.ts. */
import {
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { clientOf } from "./client.ts";
import { ClientSettings } from "./client-settings.ts";
import type { OpenDocument } from "./documents.ts";
import { featuresFor } from "./features.ts";
import { ALWAYS, FileWatches } from "./file-watches.ts";
import { EngineImages } from "./images/engine-images.ts";
import { RegistryTags } from "./images/registry-tags.ts";
import type { LanguageService } from "./languages.ts";
import { languagesOnDemand } from "./languages-on-demand.ts";
import { HADOLINT_FILES } from "./lint/hadolint-config.ts";
import { Linting } from "./linting.ts";
import { readableFiles } from "./readable-files.ts";
import { SentTokens } from "./sent-tokens.ts";
import {
  BUILT_IN,
  type BuiltInParams,
  ENGINE_CHANGED,
  FILES_CHANGED,
  REGISTRY_LOGIN,
  type RegistryLoginAnswer,
  type RegistryLoginParams,
} from "./shared/protocol.ts";
import { stdioConnection } from "./stdio.ts";
import { Tuning } from "./v8.ts";
import { WorkspaceFiles } from "./workspace-files.ts";

declare const GANTRY_VERSION: string;
/** The names of the features that some language has; esbuild.mjs asks languages.ts for them. */
declare const GANTRY_FEATURES: readonly (keyof LanguageService)[];

const connection = process.argv.includes("--stdio") ? stdioConnection() : createConnection(ProposedFeatures.all);

connection.onInitialize((params: InitializeParams): InitializeResult => {
  const client = clientOf(params);
  const languages = languagesOnDemand(client.locale);
  /** The folders that Dockerfiles were last built in, with a slash at the end. */
  const builtIn = new Map(
    Object.entries(client.builtIn).map(([dockerfile, folder]) => [dockerfile, withSlash(folder)]),
  );
  const files = readableFiles(
    (uri) => documents.get(uri)?.text.getText() ?? null,
    (dockerfile) => builtIn.get(dockerfile) ?? null,
  );
  const documents: TextDocuments<OpenDocument> = new TextDocuments<OpenDocument>({
    create: (uri, languageId, version, content) =>
      new (languages().OpenDocument)(uri, languageId, version, content, files),
    update: (document, changes, version) => {
      document.change(changes, version);
      return document;
    },
  });
  const settings = new ClientSettings(
    client.hasSettings ? (items) => connection.workspace.getConfiguration(items) : null,
  );
  settings.sent(client.settings);
  /** Its questions go to the client, which alone talks to engines; what it is told of a change it asks about at once. */
  const images = new EngineImages(
    async (method, params) => (client.hasEngine ? connection.sendRequest(method, params) : null),
    () => linting.configChanged(),
  );
  const registryTags = new RegistryTags(async (reference) => {
    const params: RegistryLoginParams = { reference };
    return client.hasEngine ? connection.sendRequest<RegistryLoginAnswer | null>(REGISTRY_LOGIN, params) : null;
  });
  const watches = new FileWatches(
    (watchers) => connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
    () => documents.all().flatMap((it) => [...it.lookedFor]),
  );
  const workspace = new WorkspaceFiles((name) => languages().languageOfFile(name)?.names !== undefined);
  workspace.setFolders(client.folders);
  const onLinted = (): void => {
    if (client.watchesFolders) watches.soon();
  };
  const linting = new Linting({ connection, client, documents, languages, settings, images, onLinted });
  const tuning = new Tuning();

  connection.onInitialized(() => {
    setImmediate(languages);
    images.changed(); // The engine may be connected already.
    if (client.hasFolders)
      connection.workspace.onDidChangeWorkspaceFolders(async () =>
        workspace.setFolders(((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri)),
      );
    if (client.watchesSettings) {
      const section = { section: "gantry" };
      void connection.client.register(DidChangeConfigurationNotification.type, section); // Nothing waits for it.
    }
    if (client.watchesFiles) {
      const watchers = ALWAYS.map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }); // As above.
    }
  });

  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    if (!client.hasSettings) settings.sent((pushed as { gantry?: unknown } | null)?.gantry); // What a push model client sends.
    linting.configChanged();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const uris = changes.map((it) => it.uri);
    if (uris.some((uri) => HADOLINT_FILES.some((name) => uri.endsWith(`/${name}`)))) linting.configChanged();
    linting.filesChanged(uris);
    if (changes.some(({ type }) => type !== FileChangeType.Changed)) workspace.forget();
    void connection.sendNotification(FILES_CHANGED); // Nothing waits for it.
  });
  connection.onNotification(ENGINE_CHANGED, () => images.changed());
  connection.onNotification(BUILT_IN, ({ dockerfile, folder }: BuiltInParams) => {
    builtIn.set(dockerfile, withSlash(folder));
    documents.get(dockerfile)?.forget();
    linting.configChanged();
  });

  documents.onDidChangeContent(({ document }) => {
    tuning.changed(document.length);
    linting.typed(document);
  });
  documents.onDidClose(({ document }) => linting.closed(document));
  documents.listen(connection);

  const sentTokens = new SentTokens();
  const session = {
    client,
    documents,
    files,
    workspace,
    settings,
    images,
    registryTags,
    sentTokens,
    linting,
    languages,
  };
  const features = featuresFor(client, GANTRY_FEATURES);
  for (const { serve } of features) serve(connection, session);
  return {
    serverInfo: { name: "gantry", version: GANTRY_VERSION },
    capabilities: Object.assign(
      { textDocumentSync: TextDocumentSyncKind.Incremental },
      ...features.map((it) => it.capabilities),
    ),
  };
});

connection.listen();

const withSlash = (folder: string): string => folder.replace(/\/?$/, "/");
