/** The answers that take more than one question to the service of a language. */
import { isDeepStrictEqual } from "node:util";
import {
  type CancellationToken,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type Diagnostic,
  type SymbolInformation,
} from "vscode-languageserver/node";
import type { OpenDocument } from "./documents.ts";
import type { RemoteTags } from "./images/complete.ts";
import type { TagSource } from "./images/registry-tags.ts";
import type { LanguageService } from "./languages.ts";
import type { Session } from "./session.ts";
import { EDIT_COMMAND, type FileChange } from "./shared/protocol.ts";

export const FIX_ALL = "source.fixAll.gantry";
/** Characters that open the list only in languages that say so: elsewhere they mean nothing. */
export const OFTEN_TYPED: readonly string[] = [" ", "*", "["];
/** Answers of a search of all files. */
const MOST_SYMBOLS = 1000;

export function completion(
  service: LanguageService,
  document: OpenDocument,
  { position, context }: CompletionParams,
  session: Session,
  cancelled: CancellationToken,
): CompletionItem[] | CompletionList | Promise<CompletionList> {
  const { client, images } = session;
  const line = document.text.getText({ start: { ...position, character: 0 }, end: position });
  if (OFTEN_TYPED.includes(context?.triggerCharacter ?? "") && !service.completesBehind?.test(line)) return [];
  const list = client.takesEditRange ? service.completeList?.(document, position, client) : undefined;
  const items = list?.items ?? service.complete?.(document, position, client) ?? [];
  const more = service.completeImage?.(document, position, images, remoteTags(document.uri, session, cancelled));
  return more ? more.then((found) => ({ ...list, ...found, items: [...items, ...found.items] })) : (list ?? items);
}

/** Registries are asked only where the user has said that they may be. */
function remoteTags(uri: string, { settings, registryTags }: Session, cancelled: CancellationToken): RemoteTags {
  const over = new AbortController();
  cancelled.onCancellationRequested(() => over.abort());
  return {
    signal: over.signal,
    tags: async (repository, signal) =>
      (await settings.of(uri))["registry.tags"] ? registryTags.of(repository, signal) : [],
  };
}

export async function codeActions(
  service: LanguageService,
  document: OpenDocument,
  { range, context: { only, triggerKind } }: CodeActionParams,
  session: Session,
  cancelled: CancellationToken,
): Promise<CodeAction[]> {
  const { client, documents, images, languages, linting } = session;
  const problems = await linting.problemsOf(document);
  const config = await linting.configOf(document.uri);
  const isMeant = (kind: string): boolean =>
    only?.some((it) => kind === it || kind.startsWith(`${it}.`)) ?? kind !== FIX_ALL;
  const found: CodeAction[] = [];
  if (isMeant(CodeActionKind.QuickFix)) {
    const { tags, signal } = remoteTags(document.uri, session, cancelled);
    // A registry is asked for somebody who has opened the list, not for the bulb beside the line.
    const isAsked = triggerKind !== CodeActionTriggerKind.Automatic;
    const registry = async (repository: Parameters<TagSource>[0]) => (isAsked ? tags(repository, signal) : null);
    const known = { engine: images.engine, others: documents.all(), registry };
    const pins = await languages().pinsOf(document, problems, range, known);
    const file = languages().hadolintFileOf(document.uri);
    const more = { pins, file, showsSettings: client.hasCommands };
    const actions = languages().codeActionsOf(document, problems, range, config, more);
    found.push(...actions.flatMap((it) => (it.edit?.documentChanges ? inOtherFile(it, session) : it)));
  }
  const all = isMeant(FIX_ALL) ? languages().fixAllOf(document, problems, config) : null;
  if (all) found.push(all);
  if (!isMeant(CodeActionKind.RefactorRewrite) && !isMeant(CodeActionKind.RefactorExtract)) return found;
  const rewrites = service.rewrites?.(document, range, images.engine) ?? [];
  // What a fix does already is offered once.
  const others = rewrites.filter(({ edit }) => !found.some((it) => isDeepStrictEqual(it.edit, edit)));
  return [...found, ...others.filter(({ kind }) => kind && isMeant(kind))];
}

/** Builds and rules read the other file from the disk: it is saved where the editor can be told to. */
function inOtherFile(action: CodeAction, { client, languages }: Session): CodeAction[] {
  const { edit, data, ...rest } = action;
  const change: FileChange = data; // As diagnostics.ts has made it.
  if (!client.createsFiles || !languages().isWritable(change.uri)) return [];
  if (!client.hasCommands) return [{ ...rest, ...(edit && { edit }) }];
  // Behind an edit VS Code often has forgotten the arguments of a command.
  return [{ ...rest, command: { title: action.title, command: EDIT_COMMAND, arguments: [change] } }];
}

/** An editor that is not told when ShellCheck has found more waits for it. */
export async function diagnostics(document: OpenDocument, { client, linting }: Session): Promise<Diagnostic[]> {
  return client.refreshesDiagnostics ? linting.diagnose(document) : linting.diagnoseSettled(document);
}

export async function workspaceSymbols(query: string, session: Session): Promise<SymbolInformation[]> {
  const { documents, workspace, languages } = session;
  const isMeant = matching(query);
  const open = documents.all().map(({ uri }) => uri);
  const found: SymbolInformation[] = [];
  for (const uri of new Set([...open, ...(await workspace.all())])) {
    const document = documentOf(uri, "", session);
    for (const { name, kind, selectionRange } of (document && languages().languageOf(document)?.names?.(document)) ??
      [])
      if (isMeant(name)) found.push({ name, kind, location: { uri, range: selectionRange } });
    if (found.length >= MOST_SYMBOLS) break;
  }
  return found;
}

/** As editors search: the letters in their order, whatever stands between them. */
function matching(query: string): (name: string) => boolean {
  const letters = query.toLowerCase();
  return (name) => {
    let at = 0;
    for (const letter of name.toLowerCase()) if (letter === letters[at]) at++;
    return at === letters.length;
  };
}

/** As it is in the editor, or on the disk where it is not open. */
export function documentOf(
  uri: string,
  languageId: string,
  { documents, files, languages }: Session,
): OpenDocument | null {
  const open = documents.get(uri);
  if (open) return open;
  const text = files.read(uri);
  return text === null ? null : new (languages().OpenDocument)(uri, languageId, 0, text, files);
}
