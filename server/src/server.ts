/** The language server: connects the services of languages.ts with an editor. The only importer of vscode-languageserver. */
import {
  type CancellationToken,
  CodeActionKind,
  createConnection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeResult,
  LSPErrorCodes,
  type Position,
  ProposedFeatures,
  ResponseError,
  SignatureHelpTriggerKind,
  type SymbolInformation,
  TextDocumentSyncKind,
  TextDocuments,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { ClientSettings } from "./client-settings.ts";
import type { OpenDocument } from "./documents.ts";
import { ALWAYS, FileWatches } from "./file-watches.ts";
import type { RemoteTags } from "./images/complete.ts";
import { EngineImages } from "./images/engine-images.ts";
import { RegistryTags } from "./images/registry-tags.ts";
import { joinedOutput } from "./joined-output.ts";
import type { LanguageService } from "./languages.ts";
import { HADOLINT_FILES } from "./lint/hadolint-config.ts";
import type { LintConfig, Problem } from "./lint/run.ts";
import { Problems } from "./problems.ts";
import { readableFiles } from "./readable-files.ts";
import {
  BUILT_IN,
  type BuiltInParams,
  COMPOSE_OUTLINE,
  type ComposeOutlineParams,
  DOCKERFILE_OUTLINE,
  type DockerfileOutlineParams,
  EFFECTIVE_COMPOSE,
  type EffectiveComposeParams,
  ENGINE_CHANGED,
  FILES_CHANGED,
  type InitializationOptions,
  REGISTRY_LOGIN,
  type RegistryLoginAnswer,
  type RegistryLoginParams,
} from "./shared/protocol.ts";
import type { ShellChecks } from "./shell-checks.ts";
import { tokenEdits, tokensInLines } from "./text/token-data.ts";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "./text/token-types.ts";
import { Tuning } from "./v8.ts";
import type { WarmUp } from "./warm-up.ts";
import { WorkspaceFiles } from "./workspace-files.ts";

declare const GANTRY_VERSION: string;
/** The names of the features that some language has; esbuild.mjs asks languages.ts for them. */
declare const GANTRY_FEATURES: readonly (keyof LanguageService)[];

/** Everything that knows a language is loaded when the editor has its answer, or with the first document. */
const languages = (): Languages => {
  if (deferred.languages) return deferred.languages;
  deferred.languages = require("./deferred.ts") as Languages; // A bundle of its own; see esbuild.mjs.
  deferred.languages.speak(deferred.locale);
  return deferred.languages;
};
type Languages = typeof import("./deferred.ts");
const deferred: {
  locale: string;
  languages: Languages | null;
  shellChecks: ShellChecks | null;
  warmUp: WarmUp | null;
} = {
  locale: "en",
  languages: null,
  shellChecks: null,
  warmUp: null,
};
const shellChecks = (): ShellChecks => {
  deferred.shellChecks ??= languages().shellChecks(log, (document) => {
    if (documents.get(document.uri) !== document) return;
    if (client.pulls) return void (client.refreshes && connection.languages.diagnostics.refresh()); // Nothing waits for it.
    changed.add(document);
    lintSoon();
  });
  return deferred.shellChecks;
};
const warmUp = (): WarmUp => {
  deferred.warmUp ??= new (languages().WarmUp)();
  return deferred.warmUp;
};
const languageOf = (document: OpenDocument): LanguageService | null => languages().languageOf(document);

const connection = process.argv.includes("--stdio")
  ? createConnection(ProposedFeatures.all, process.stdin, joinedOutput(process.stdout))
  : createConnection(ProposedFeatures.all);
/** The folders that Dockerfiles were last built in, with a slash at the end. */
const builtIn = new Map<string, string>();
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

const client = {
  snippets: false,
  markdown: true,
  asksAgain: false,
  engine: false,
  pulls: false,
  refreshes: false,
  refreshesHints: false,
  changesFiles: false,
  watchesConfig: false,
  watchesFiles: false,
  watchesPlaces: false,
  folders: false,
};
/** Answers of a search of all files. */
const MOST_SYMBOLS = 1000;
const workspace = new WorkspaceFiles((name) => languages().languageOfFile(name)?.names !== undefined);
/** The semantic tokens that were last sent. */
const lastTokens = new WeakMap<OpenDocument, { readonly resultId: string; readonly data: readonly number[] }>();
const settings = new ClientSettings((items) => connection.workspace.getConfiguration(items));
/** Per uri, the rules that are on; forgotten when the settings change. */
const configs = new Map<string, Promise<LintConfig>>();
/** Its questions go to the client, which alone talks to engines; what it is told of a change it asks about at once. */
const images = new EngineImages(
  async (method, params) => (client.engine ? connection.sendRequest(method, params) : null),
  () => configChanged(),
);
const registryTags = new RegistryTags(async (reference) => {
  const params: RegistryLoginParams = { reference };
  return client.engine ? connection.sendRequest<RegistryLoginAnswer | null>(REGISTRY_LOGIN, params) : null;
});
const watches = new FileWatches(
  (watchers) => connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }),
  () => documents.all().flatMap((it) => [...it.lookedFor]),
);
const tuning = new Tuning();
/** Documents that changed since their diagnostics were last sent. */
const changed = new Set<OpenDocument>();
const problems = new Problems();

connection.onInitialize(({ capabilities, initializationOptions, locale, workspaceFolders }): InitializeResult => {
  workspace.setFolders((workspaceFolders ?? []).map(({ uri }) => uri));
  client.folders = capabilities.workspace?.workspaceFolders ?? false;
  const options = (initializationOptions ?? {}) as InitializationOptions & { gantry?: unknown }; // Sent by our client; checked where it is used.
  settings.sent(options.gantry);
  deferred.locale = options.locale ?? locale ?? "en";
  client.engine = options.engine ?? false;
  client.asksAgain = options.commands ?? false;
  for (const [dockerfile, folder] of Object.entries(options.builtIn ?? {})) builtIn.set(dockerfile, withSlash(folder));
  client.snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport ?? false;
  const { documentChanges, resourceOperations } = capabilities.workspace?.workspaceEdit ?? {};
  client.changesFiles = (documentChanges && resourceOperations?.includes("create")) ?? false;
  client.pulls = capabilities.textDocument?.diagnostic !== undefined;
  client.refreshes = capabilities.workspace?.diagnostics?.refreshSupport ?? false;
  client.refreshesHints = capabilities.workspace?.inlayHint?.refreshSupport ?? false;
  settings.answers = capabilities.workspace?.configuration ?? false;
  const { dynamicRegistration, relativePatternSupport } = capabilities.workspace?.didChangeWatchedFiles ?? {};
  client.watchesFiles = dynamicRegistration ?? false;
  client.watchesPlaces = (dynamicRegistration && relativePatternSupport) ?? false;
  client.watchesConfig = capabilities.workspace?.didChangeConfiguration?.dynamicRegistration ?? false;
  const has = (feature: keyof LanguageService): boolean => GANTRY_FEATURES.includes(feature);
  return {
    serverInfo: { name: "gantry", version: GANTRY_VERSION },
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      codeActionProvider: {
        codeActionKinds: [
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorExtract,
          CodeActionKind.RefactorRewrite,
          "source.fixAll.gantry",
        ],
      },
      ...(has("complete") && {
        completionProvider: { triggerCharacters: ["$", "{", "=", ",", "-", "/", ":", ...OFTEN_TYPED] },
      }),
      ...(has("hover") && { hoverProvider: true }),
      ...(has("signature") && { signatureHelpProvider: { triggerCharacters: [" ", "=", "[", ",", '"'] } }),
      ...(has("definition") && { definitionProvider: true }),
      ...(has("references") && { referencesProvider: true }),
      ...(has("highlight") && { documentHighlightProvider: true }),
      ...(has("rename") && { renameProvider: { prepareProvider: has("prepareRename") } }),
      ...(has("symbols") && { documentSymbolProvider: true }),
      ...(has("names") && { workspaceSymbolProvider: true }),
      ...(has("folding") && { foldingRangeProvider: true }),
      ...(has("selection") && { selectionRangeProvider: true }),
      ...(has("links") && { documentLinkProvider: { resolveProvider: false } }),
      ...(has("lenses") && options.commands && { codeLensProvider: {} }),
      ...(has("hints") && { inlayHintProvider: true }),
      ...(has("format") && { documentFormattingProvider: true }),
      ...(has("formatRange") && { documentRangeFormattingProvider: true }),
      ...(has("formatOnType") && {
        documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: ["\\", "`"] },
      }),
      ...(has("tokens") && {
        semanticTokensProvider: {
          legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
          full: { delta: true },
          range: true,
        },
      }),
      ...(client.pulls && {
        diagnosticProvider: { identifier: "gantry", interFileDependencies: true, workspaceDiagnostics: false },
      }),
    },
  };
});

connection.onInitialized(() => {
  setImmediate(languages);
  if (client.folders)
    connection.workspace.onDidChangeWorkspaceFolders(async () =>
      workspace.setFolders(((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri)),
    );
  if (client.watchesConfig) {
    const section = { section: "gantry" };
    void connection.client.register(DidChangeConfigurationNotification.type, section); // Nothing waits for it.
  }
  if (client.watchesFiles) {
    const watchers = ALWAYS.map((globPattern) => ({ globPattern }));
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }); // As above.
  }
});

connection.onDidChangeWatchedFiles(({ changes: found }) => {
  const uris = found.map((it) => it.uri);
  if (uris.some((uri) => HADOLINT_FILES.some((name) => uri.endsWith(`/${name}`)))) configChanged();
  othersChanged(uris);
  if (found.some(({ type }) => type !== FileChangeType.Changed)) workspace.forget();
  void connection.sendNotification(FILES_CHANGED); // Nothing waits for it.
});

const withSlash = (folder: string): string => folder.replace(/\/?$/, "/");

/** What was found in a document with the help of other files holds no more when one of them changes. */
function othersChanged(uris: readonly string[]): void {
  const affected = documents.all().filter((document) => uris.some((uri) => document.dependsOn(uri)));
  for (const document of affected) {
    document.forget();
    problems.forget(document);
    if (!client.pulls) changed.add(document);
  }
  if (affected.length === 0) return;
  if (client.refreshesHints) void connection.languages.inlayHint.refresh(); // Nothing waits for it.
  if (client.pulls && client.refreshes)
    void connection.languages.diagnostics.refresh(); // Nothing waits for it.
  else lintSoon();
}

/** Other rules may hold now: everything is linted again. */
function configChanged(): void {
  configs.clear();
  settings.forget();
  if (client.refreshesHints) void connection.languages.inlayHint.refresh(); // Nothing waits for it.
  if (client.pulls && client.refreshes)
    void connection.languages.diagnostics.refresh(); // Nothing waits for it.
  else for (const document of documents.all()) changed.add(document);
  lintSoon();
}

connection.onNotification(BUILT_IN, ({ dockerfile, folder }: BuiltInParams) => {
  builtIn.set(dockerfile, withSlash(folder));
  documents.get(dockerfile)?.forget();
  configChanged();
});

connection.onDidChangeConfiguration(({ settings: pushed }) => {
  if (!settings.answers) settings.sent((pushed as { gantry?: unknown } | null)?.gantry); // What a push model client sends.
  configChanged();
});

documents.onDidChangeContent(({ document }) => {
  tuning.changed(document.length);
  warmUp().typed();
  othersChanged([document.uri]);
  if (client.pulls) return;
  changed.add(document);
  lintSoon();
});
documents.onDidClose(({ document }) => {
  configs.delete(document.uri);
  settings.forget(document.uri);
  changed.delete(document);
  deferred.shellChecks?.close(document);
  if (!client.pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }); // Nothing follows it.
});

/** Characters that open the list only in languages that say so: elsewhere they mean nothing. */
const OFTEN_TYPED: readonly string[] = [" ", "*", "["];

connection.onCompletion(({ textDocument, position, context }, cancelled) =>
  ask(textDocument.uri, (it, document) => {
    const line = document.text.getText({ start: { ...position, character: 0 }, end: position });
    if (OFTEN_TYPED.includes(context?.triggerCharacter ?? "") && !it.completesBehind?.test(line)) return [];
    const items = it.complete?.(document, position, client) ?? [];
    const more = it.completeImage?.(document, position, images, remoteTags(textDocument.uri, cancelled));
    return more ? more.then((found) => ({ ...found, items: [...items, ...found.items] })) : items;
  }),
);
/** Registries are asked only where the user has said that they may be. */
function remoteTags(uri: string, cancelled: CancellationToken): RemoteTags {
  const over = new AbortController();
  cancelled.onCancellationRequested(() => over.abort());
  return {
    signal: over.signal,
    tags: async (repository, signal) =>
      (await settings.of(uri))["registry.tags"] ? registryTags.of(repository, signal) : [],
  };
}
connection.onHover(({ textDocument, position }) =>
  ask(
    textDocument.uri,
    (it, document) =>
      it.hover?.(document, position) ??
      it.hoverImage?.(document, position, images) ??
      it.hoverFiles?.(document, position),
  ),
);
/** What a service answers for a document, or null when the document is not open or its language has no such feature. */
function ask<T>(uri: string, question: (service: LanguageService, document: OpenDocument) => T | null | undefined) {
  const document = documents.get(uri);
  const service = document && languageOf(document);
  return (document && service && question(service, document)) ?? null;
}
connection.onSignatureHelp(({ textDocument, position, context }) => {
  const isAsked = !context || context.triggerKind === SignatureHelpTriggerKind.Invoked;
  return ask(textDocument.uri, (it, document) => it.signature?.(document, position, isAsked));
});
connection.onDefinition(({ textDocument, position }) =>
  ask(textDocument.uri, (it, document) => it.definition?.(document, position)),
);
connection.onReferences(({ textDocument, position, context }) =>
  ask(textDocument.uri, (it, document) => it.references?.(document, position, context.includeDeclaration)),
);
connection.onDocumentHighlight(({ textDocument, position }) =>
  ask(textDocument.uri, (it, document) => it.highlight?.(document, position)),
);
connection.onPrepareRename(({ textDocument, position }) =>
  ask(textDocument.uri, (it, document) => it.prepareRename?.(document, position)),
);
connection.onRenameRequest(({ textDocument, position, newName }) =>
  ask<WorkspaceEdit | ResponseError>(textDocument.uri, (it, document) => {
    const refused = it.refusedName?.(document, position, newName);
    return refused ? new ResponseError(LSPErrorCodes.RequestFailed, refused) : it.rename?.(document, position, newName);
  }),
);
connection.onDocumentSymbol(({ textDocument }) => ask(textDocument.uri, (it, document) => it.symbols?.(document)));
connection.onWorkspaceSymbol(async ({ query }) => {
  const isMeant = matching(query);
  const open = documents.all().map(({ uri }) => uri);
  const uris = new Set([...open, ...(await workspace.all())]);
  const found: SymbolInformation[] = [];
  for (const uri of uris) {
    const document = documents.get(uri) ?? fromDisk(uri, "");
    for (const { name, kind, selectionRange } of (document && languageOf(document)?.names?.(document)) ?? [])
      if (isMeant(name)) found.push({ name, kind, location: { uri, range: selectionRange } });
    if (found.length >= MOST_SYMBOLS) break;
  }
  return found;
});
connection.onFoldingRanges(({ textDocument }) => ask(textDocument.uri, (it, document) => it.folding?.(document)));
connection.onSelectionRanges(({ textDocument, positions }) =>
  ask(
    textDocument.uri,
    (it, document) => it.selection && positions.map((at) => it.selection?.(document, at) ?? nowhere(at)),
  ),
);
connection.onDocumentLinks(({ textDocument }) => ask(textDocument.uri, (it, document) => it.links?.(document)));
connection.onDocumentFormatting(({ textDocument, options }) =>
  ask(textDocument.uri, (it, document) => it.format?.(document, options)),
);
connection.onDocumentRangeFormatting(({ textDocument, range, options }) =>
  ask(textDocument.uri, (it, document) => it.formatRange?.(document, range, options)),
);
connection.onDocumentOnTypeFormatting(({ textDocument, position, ch, options }) =>
  ask(textDocument.uri, (it, document) => it.formatOnType?.(document, position, ch, options)),
);
connection.languages.inlayHint.on(async ({ textDocument, range }) => {
  const chosen = await settings.of(textDocument.uri);
  return ask(textDocument.uri, (it, document) => it.hints?.(document, range, chosen, images.engine));
});
/** As editors search: the letters in their order, whatever stands between them. */
function matching(query: string): (name: string) => boolean {
  const letters = query.toLowerCase();
  return (name) => {
    let at = 0;
    for (const letter of name.toLowerCase()) if (letter === letters[at]) at++;
    return at === letters.length;
  };
}

const tokensOf = (uri: string): number[] => ask(uri, (it, document) => it.tokens?.(document)) ?? [];
/** Notes what is sent, for the difference to what comes next. */
function sentTokens(uri: string): { readonly resultId: string; readonly data: number[] } {
  const document = documents.get(uri);
  const tokens = { resultId: String(document?.version ?? ""), data: tokensOf(uri) };
  if (document) lastTokens.set(document, tokens);
  return tokens;
}
connection.languages.semanticTokens.on(({ textDocument }) => sentTokens(textDocument.uri));
connection.languages.semanticTokens.onDelta(({ textDocument, previousResultId }) => {
  const document = documents.get(textDocument.uri);
  const before = document && lastTokens.get(document);
  const now = sentTokens(textDocument.uri);
  if (before?.resultId !== previousResultId) return now;
  return { resultId: now.resultId, edits: tokenEdits(before.data, now.data) };
});
connection.languages.semanticTokens.onRange(({ textDocument, range }) => ({
  data: tokensInLines(tokensOf(textDocument.uri), range.start.line, range.end.line),
}));
const nowhere = (at: Position) => ({ range: { start: at, end: at } });
connection.onCodeAction(async ({ textDocument, range, context }) => {
  const it = documents.get(textDocument.uri);
  if (!it) return null;
  const found = await problemsOf(it);
  const wants = (kind: string): boolean =>
    context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? kind === CodeActionKind.QuickFix;
  const all = wants("source.fixAll.gantry") ? languages().fixAllOf(it, found) : null;
  const isAsked = (kind: string): boolean => context.only === undefined || wants(kind);
  const asksForOthers = isAsked(CodeActionKind.RefactorRewrite) || isAsked(CodeActionKind.RefactorExtract);
  const rewrites = asksForOthers ? (languageOf(it)?.rewrites?.(it, range, images.engine) ?? []) : [];
  const others = rewrites.filter(({ kind }) => kind !== undefined && isAsked(kind));
  return [
    ...(wants(CodeActionKind.QuickFix) ? languages().codeActionsOf(it, found, range, configFileOf(it.uri)) : []),
    ...(all ? [all] : []),
    ...others,
  ];
});
/** Only for editors that can make and change several files at once. */
const configFileOf = (uri: string) => (client.changesFiles ? languages().hadolintFileOf(uri) : null);
connection.languages.diagnostics.on(async ({ textDocument }) => {
  const it = documents.get(textDocument.uri);
  if (!it) return { kind: "full", items: [] };
  const items = await diagnose(it);
  if (client.refreshes) return { kind: "full", items };
  // Nobody would ask again when ShellCheck is done.
  await shellChecks().settled(it);
  return { kind: "full", items: await diagnose(it) };
});

connection.onCodeLens(async ({ textDocument }) => {
  const it = documents.get(textDocument.uri);
  const offered = it && languageOf(it)?.lenses;
  return offered && (await settings.of(textDocument.uri))["codeLens.dockerfile"] ? offered(it) : null;
});
connection.onRequest(DOCKERFILE_OUTLINE, ({ text }: DockerfileOutlineParams) => languages().outlineOf(text));

connection.onNotification(ENGINE_CHANGED, () => images.changed());
connection.onRequest(EFFECTIVE_COMPOSE, ({ uri }: EffectiveComposeParams) => {
  const document = documents.get(uri) ?? fromDisk(uri, "dockercompose");
  return (document && languageOf(document)?.effective?.(document)) ?? null;
});

connection.onRequest(COMPOSE_OUTLINE, ({ uri }: ComposeOutlineParams) => {
  const document = documents.get(uri) ?? fromDisk(uri, "dockercompose");
  return (document && languageOf(document)?.composeOutline?.(document)) ?? null;
});

/** A file that is not open in the editor. */
function fromDisk(uri: string, languageId: string): OpenDocument | null {
  const text = files.read(uri);
  return text === null ? null : new (languages().OpenDocument)(uri, languageId, 0, text, files);
}

documents.listen(connection);
connection.listen();

/**
 * Sends diagnostics when no more changes are waiting. Every message is handled in a turn of its own, so a turn without a
 * new change means that the queue is empty; there is no timer to wait for.
 */
function lintSoon(): void {
  const count = changes.next();
  setImmediate(() => setImmediate(() => changes.current === count && void flush())); // Errors are caught in flush.
}

const changes = {
  current: 0,
  next(): number {
    this.current++;
    return this.current;
  },
};

async function flush(): Promise<void> {
  const pending = [...changed];
  changed.clear();
  for (const document of pending) {
    try {
      const { version, uri } = document;
      const diagnostics = await diagnose(document);
      if (documents.get(uri) === document && document.version === version) {
        await connection.sendDiagnostics({ uri, version, diagnostics });
      }
    } catch (error) {
      connection.console.error(`diagnostics of ${document.uri}: ${String(error)}`);
    }
  }
}

async function diagnose(document: OpenDocument): Promise<Diagnostic[]> {
  return languages().diagnosticsOf(document, await problemsOf(document));
}

async function problemsOf(document: OpenDocument): Promise<readonly Problem[]> {
  const service = languageOf(document);
  if (!service) return [];
  const config = await configOf(document.uri);
  const found = await problems.of(document, service, config);
  if (client.watchesPlaces) watches.soon();
  warmUp().begin(document, config);
  return service.hasShellScripts ? [...found, ...shellChecks().problems(document, config)] : found;
}

const log = (message: string): void => connection.console.error(message);

function configOf(uri: string): Promise<LintConfig> {
  const known = configs.get(uri);
  if (known) return known;
  const config = settings
    .of(uri)
    .then((chosen) =>
      languages().lintConfig(chosen, log, languages().hadolintConfigOf(uri, log), images.engine, images.platforms),
    );
  configs.set(uri, config);
  return config;
}
