/** Which language a document is in and what Gantry can do with it. A feature is there when its function is. */
import type { CodeAction, CompletionItem, Diagnostic, Hover, Position, Range } from "vscode-languageserver-types";
import { complete } from "./dockerfile/complete.ts";
import { hover } from "./dockerfile/hover.ts";
import type { OpenDocument } from "./documents.ts";
import { codeActions, diagnostic, fixAll } from "./lint/diagnostics.ts";
import { type LintConfig, lintCompose, lintDockerfile, type Problem } from "./lint/run.ts";
import { spanOf } from "./text/document.ts";

/** What the client can take. */
export interface ClientAbilities {
  readonly snippets: boolean;
  readonly markdown: boolean;
}

export interface LanguageService {
  readonly problems: (document: OpenDocument, config: LintConfig) => Problem[];
  readonly complete?: (document: OpenDocument, at: Position, client: ClientAbilities) => CompletionItem[];
  readonly hover?: (document: OpenDocument, at: Position) => Hover | null;
}

const dockerfile: LanguageService = {
  problems: (document, config) => lintDockerfile(document.dockerfile, config),
  complete: (document, at, client) => complete(document.dockerfile, document.text.offsetAt(at), client),
  hover: (document, at) => hover(document.dockerfile, document.text.offsetAt(at)),
};

const compose: LanguageService = {
  problems: (document, config) => lintCompose(document.compose, config),
};

const LANGUAGES: ReadonlyMap<string, LanguageService> = new Map([
  ["dockerfile", dockerfile],
  ["dockercompose", compose],
]);

/** The service for a document; editors without our language ids are understood by the name of the file. */
export function languageOf(document: OpenDocument): LanguageService | null {
  const known = LANGUAGES.get(document.languageId);
  if (known) return known;
  const name = decodeURIComponent(document.uri.slice(document.uri.lastIndexOf("/") + 1));
  return languageOfFile(name);
}

export function languageOfFile(name: string): LanguageService | null {
  if (/^(?:docker|container)file(?:\..+)?$|\.(?:docker|container)file$/i.test(name)) return dockerfile;
  return /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/i.test(name) ? compose : null;
}

export const features = [...LANGUAGES.values()];

export const diagnosticsOf = (document: OpenDocument, problems: readonly Problem[]): Diagnostic[] =>
  problems.map((it) => diagnostic(document.text, it));

export const codeActionsOf = (document: OpenDocument, problems: readonly Problem[], range: Range): CodeAction[] =>
  codeActions(document.text, problems, spanOf(document.text, range));

export const fixAllOf = (document: OpenDocument, problems: readonly Problem[]): CodeAction | null =>
  fixAll(document.text, problems);
