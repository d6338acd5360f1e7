/** What the editor can take and do for us, as it says when it starts the server. */
import type { InitializeParams } from "vscode-languageserver/node";
import type { ClientAbilities } from "./languages.ts";
import type { InitializationOptions } from "./shared/protocol.ts";

export interface Client extends Required<ClientAbilities> {
  readonly locale: string;
  /** It takes what all items of a list replace once for all of them. */
  readonly takesEditRange: boolean;
  /** URIs. */
  readonly folders: readonly string[];
  /** It says when those are others. */
  readonly hasFolders: boolean;
  /** The section `gantry` of its settings; undefined when it does not send them by itself. */
  readonly settings: unknown;
  /** Its settings can be asked for. */
  readonly hasSettings: boolean;
  /** It can be asked to tell of other settings. */
  readonly watchesSettings: boolean;
  /** It has the commands that code lenses name. */
  readonly hasCommands: boolean;
  /** It answers what is asked of the engine. */
  readonly hasEngine: boolean;
  /** The folders that Dockerfiles were last built in; both as URIs. */
  readonly builtIn: Readonly<Record<string, string>>;
  /** It asks for diagnostics instead of being sent them. */
  readonly pulls: boolean;
  /** It shows a link to a page about each. */
  readonly linksDiagnostics: boolean;
  /** It can be told to ask for them again. */
  readonly refreshesDiagnostics: boolean;
  readonly refreshesHints: boolean;
  /** A fix may make files and change several at once. */
  readonly createsFiles: boolean;
  readonly watchesFiles: boolean;
  /** In folders that we name, outside the workspace too. */
  readonly watchesFolders: boolean;
}

export function clientOf(params: InitializeParams): Client {
  const { textDocument, workspace } = params.capabilities;
  const options = (params.initializationOptions ?? {}) as InitializationOptions & { gantry?: unknown }; // Sent by our client; checked where it is used.
  const { documentChanges, resourceOperations } = workspace?.workspaceEdit ?? {};
  const { dynamicRegistration, relativePatternSupport } = workspace?.didChangeWatchedFiles ?? {};
  return {
    locale: options.locale ?? params.locale ?? "en",
    folders: (params.workspaceFolders ?? []).map(({ uri }) => uri),
    hasFolders: workspace?.workspaceFolders ?? false,
    settings: options.gantry,
    hasSettings: workspace?.configuration ?? false,
    watchesSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    hasCommands: options.commands ?? false,
    hasEngine: options.engine ?? false,
    builtIn: options.builtIn ?? {},
    snippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    asksAgain: options.commands ?? false,
    takesEditRange: textDocument?.completion?.completionList?.itemDefaults?.includes("editRange") ?? false,
    asksForDocumentation:
      textDocument?.completion?.completionItem?.resolveSupport?.properties.includes("documentation") ?? false,
    pulls: textDocument?.diagnostic !== undefined,
    linksDiagnostics: textDocument?.publishDiagnostics?.codeDescriptionSupport ?? false,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
    createsFiles: (documentChanges && resourceOperations?.includes("create")) ?? false,
    watchesFiles: dynamicRegistration ?? false,
    watchesFolders: (dynamicRegistration && relativePatternSupport) ?? false,
  };
}
