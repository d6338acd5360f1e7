/** What editors can ask: for each question what they are told that there is, and what answers it. A row, a feature. */
import {
  type CancellationToken,
  CodeActionKind,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  type Connection,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LSPErrorCodes,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  type RequestType,
  ResponseError,
  SelectionRangeRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type ServerCapabilities,
  SignatureHelpRequest,
  SignatureHelpTriggerKind,
  WorkspaceSymbolRequest,
} from "vscode-languageserver/node";
import { codeActions, completion, diagnostics, documentOf, FIX_ALL, OFTEN_TYPED, workspaceSymbols } from "./answers.ts";
import type { Client } from "./client.ts";
import type { OpenDocument } from "./documents.ts";
import type { LanguageService } from "./languages.ts";
import type { Session } from "./session.ts";
import {
  COMPOSE_OUTLINE,
  type ComposeOutlineParams,
  DOCKERFILE_OUTLINE,
  type DockerfileOutlineParams,
  EFFECTIVE_COMPOSE,
  type EffectiveComposeParams,
} from "./shared/protocol.ts";
import { tokensInLines } from "./text/token-data.ts";
import { TOKEN_MODIFIERS, TOKEN_TYPES } from "./text/token-types.ts";

type Answer<R> = R | null | undefined | ResponseError | Promise<R | null | undefined>;

export interface Feature {
  /** It is there when some language has this; always when not given. */
  readonly needs?: keyof LanguageService;
  /** Of which editors it is there for; all of them when not given. */
  readonly isFor?: (client: Client) => boolean;
  readonly capabilities: ServerCapabilities;
  readonly serve: (connection: Connection, session: Session) => void;
}

/** A question about an open document that the service of its language answers. */
function feature<P extends { readonly textDocument: { readonly uri: string } }, R>(
  needs: keyof LanguageService,
  type: RequestType<P, R, unknown>,
  capabilities: ServerCapabilities,
  answer: (
    service: LanguageService,
    document: OpenDocument,
    params: P,
    session: Session,
    cancelled: CancellationToken,
  ) => Answer<R>,
): Feature {
  return {
    needs,
    capabilities,
    serve: (connection, session) =>
      connection.onRequest<unknown, void>(type.method, (params: P, cancelled: CancellationToken) => {
        const document = session.documents.get(params.textDocument.uri);
        const service = document && session.languages().languageOf(document);
        return (document && service && answer(service, document, params, session, cancelled)) ?? null;
      }),
  };
}

/** A question of Gantry's extension. */
function question<P>(method: string, answer: (params: P, session: Session) => unknown): Feature {
  return {
    capabilities: {},
    serve: (connection, session) => connection.onRequest(method, (params: P) => answer(params, session)),
  };
}

const FEATURES: readonly Feature[] = [
  feature(
    "complete",
    CompletionRequest.type,
    {
      completionProvider: {
        triggerCharacters: ["$", "{", "=", ",", "-", "/", ":", ...OFTEN_TYPED],
        resolveProvider: true,
      },
    },
    completion,
  ),
  {
    capabilities: {},
    serve: (connection, { languages }) => connection.onCompletionResolve((item) => languages().documented(item)),
  },
  feature(
    "hover",
    HoverRequest.type,
    { hoverProvider: true },
    (it, document, { position }, { images }) =>
      it.hover?.(document, position) ??
      it.hoverImage?.(document, position, images) ??
      it.hoverFiles?.(document, position),
  ),
  feature(
    "signature",
    SignatureHelpRequest.type,
    { signatureHelpProvider: { triggerCharacters: [" ", "=", "[", ",", '"'] } },
    (it, document, { position, context }) =>
      it.signature?.(document, position, !context || context.triggerKind === SignatureHelpTriggerKind.Invoked),
  ),
  feature("definition", DefinitionRequest.type, { definitionProvider: true }, (it, document, { position }) =>
    it.definition?.(document, position),
  ),
  feature("references", ReferencesRequest.type, { referencesProvider: true }, (it, document, { position, context }) =>
    it.references?.(document, position, context.includeDeclaration),
  ),
  feature(
    "highlight",
    DocumentHighlightRequest.type,
    { documentHighlightProvider: true },
    (it, document, { position }) => it.highlight?.(document, position),
  ),
  feature(
    "rename",
    RenameRequest.type,
    { renameProvider: { prepareProvider: true } },
    (it, document, { position, newName }) => {
      const refused = it.refusedName?.(document, position, newName);
      return refused
        ? new ResponseError(LSPErrorCodes.RequestFailed, refused)
        : it.rename?.(document, position, newName);
    },
  ),
  feature("prepareRename", PrepareRenameRequest.type, {}, (it, document, { position }) =>
    it.prepareRename?.(document, position),
  ),
  feature("symbols", DocumentSymbolRequest.type, { documentSymbolProvider: true }, (it, document) =>
    it.symbols?.(document),
  ),
  {
    needs: "names",
    capabilities: { workspaceSymbolProvider: true },
    serve: (connection, session) =>
      connection.onRequest(WorkspaceSymbolRequest.type, ({ query }) => workspaceSymbols(query, session)),
  },
  feature("folding", FoldingRangeRequest.type, { foldingRangeProvider: true }, (it, document) =>
    it.folding?.(document),
  ),
  feature(
    "selection",
    SelectionRangeRequest.type,
    { selectionRangeProvider: true },
    (it, document, { positions }) =>
      it.selection && positions.map((at) => it.selection?.(document, at) ?? { range: { start: at, end: at } }),
  ),
  feature("links", DocumentLinkRequest.type, { documentLinkProvider: { resolveProvider: false } }, (it, document) =>
    it.links?.(document),
  ),
  {
    ...feature("lenses", CodeLensRequest.type, { codeLensProvider: {} }, async (it, document, _, { settings }) =>
      it.lenses && (await settings.of(document.uri))["codeLens.dockerfile"] ? it.lenses(document) : null,
    ),
    isFor: (client) => client.hasCommands,
  },
  feature(
    "hints",
    InlayHintRequest.type,
    { inlayHintProvider: true },
    async (it, document, { range }, { settings, images }) =>
      it.hints?.(document, range, await settings.of(document.uri), images.engine),
  ),
  feature("format", DocumentFormattingRequest.type, { documentFormattingProvider: true }, (it, document, { options }) =>
    it.format?.(document, options),
  ),
  feature(
    "formatRange",
    DocumentRangeFormattingRequest.type,
    { documentRangeFormattingProvider: true },
    (it, document, { range, options }) => it.formatRange?.(document, range, options),
  ),
  feature(
    "formatOnType",
    DocumentOnTypeFormattingRequest.type,
    { documentOnTypeFormattingProvider: { firstTriggerCharacter: "\n", moreTriggerCharacter: ["\\", "`"] } },
    (it, document, { position, ch, options }) => it.formatOnType?.(document, position, ch, options),
  ),
  feature(
    "tokens",
    SemanticTokensRequest.type,
    {
      semanticTokensProvider: {
        legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
        full: { delta: true },
        range: true,
      },
    },
    (it, document, _, { sentTokens }) => it.tokens && sentTokens.all(document, it.tokens(document)),
  ),
  feature(
    "tokens",
    SemanticTokensDeltaRequest.type,
    {},
    (it, document, { previousResultId }, { sentTokens }) =>
      it.tokens && sentTokens.changes(document, it.tokens(document), previousResultId),
  ),
  feature(
    "tokens",
    SemanticTokensRangeRequest.type,
    {},
    (it, document, { range }) =>
      it.tokens && { data: tokensInLines(it.tokens(document), range.start.line, range.end.line) },
  ),
  feature(
    "lint",
    CodeActionRequest.type,
    {
      codeActionProvider: {
        codeActionKinds: [
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorExtract,
          CodeActionKind.RefactorRewrite,
          FIX_ALL,
        ],
      },
    },
    codeActions,
  ),
  {
    isFor: (client) => client.pulls,
    capabilities: {
      diagnosticProvider: { identifier: "gantry", interFileDependencies: true, workspaceDiagnostics: false },
    },
    serve: (connection, session) =>
      connection.onRequest(DocumentDiagnosticRequest.type, async ({ textDocument }) => {
        const document = session.documents.get(textDocument.uri);
        return { kind: "full", items: document ? await diagnostics(document, session) : [] };
      }),
  },
  question(DOCKERFILE_OUTLINE, ({ text }: DockerfileOutlineParams, { languages }) => languages().outlineOf(text)),
  question(EFFECTIVE_COMPOSE, ({ uri }: EffectiveComposeParams, session) => {
    const document = documentOf(uri, "dockercompose", session);
    return (document && session.languages().languageOf(document)?.effective?.(document)) ?? null;
  }),
  question(COMPOSE_OUTLINE, ({ uri }: ComposeOutlineParams, session) => {
    const document = documentOf(uri, "dockercompose", session);
    return (document && session.languages().languageOf(document)?.composeOutline?.(document)) ?? null;
  }),
];

/** `has`: the names of what some language has. */
export const featuresFor = (client: Client, has: readonly (keyof LanguageService)[]): Feature[] =>
  FEATURES.filter(({ needs, isFor }) => (needs === undefined || has.includes(needs)) && (isFor?.(client) ?? true));
