/** What there is while an editor is connected: the answers to its questions are made from it. */
import type { TextDocuments } from "vscode-languageserver/node";
import type { Client } from "./client.ts";
import type { ClientSettings } from "./client-settings.ts";
import type { Files } from "./compose/files.ts";
import type { OpenDocument } from "./documents.ts";
import type { EngineImages } from "./images/engine-images.ts";
import type { RegistryTags } from "./images/registry-tags.ts";
import type { Languages } from "./languages-on-demand.ts";
import type { Linting } from "./linting.ts";
import type { SentTokens } from "./sent-tokens.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

export interface Session {
  readonly client: Client;
  readonly documents: TextDocuments<OpenDocument>;
  readonly files: Files;
  readonly workspace: WorkspaceFiles;
  readonly settings: ClientSettings;
  readonly images: EngineImages;
  readonly registryTags: RegistryTags;
  readonly sentTokens: SentTokens;
  readonly linting: Linting;
  readonly languages: () => Languages;
}
