/** Which language a document is in and what Gantry can do with it. A feature is there when its function is. */
import { fileURLToPath } from "node:url";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  FormattingOptions,
  Hover,
  InlayHint,
  Location,
  Position,
  Range,
  SelectionRange,
  SignatureHelp,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import { rewrites } from "./compose/actions.ts";
import { buildTargets } from "./compose/build-targets.ts";
import { complete as completeCompose, completeList as completeComposeList } from "./compose/complete.ts";
import { effectiveProject } from "./compose/effective.ts";
import * as composeEnv from "./compose/env-document.ts";
import { COMPOSE_NAME, folderOf, nameOf } from "./compose/files.ts";
import { format as formatCompose } from "./compose/format.ts";
import { inlayHints } from "./compose/hints.ts";
import { hover as hoverCompose } from "./compose/hover.ts";
import { portItems } from "./compose/image-ports.ts";
import { imageAt as composeImageAt, imagePlace as composeImagePlace } from "./compose/images-at.ts";
import { documentLinks } from "./compose/links.ts";
import { definition, highlight, references } from "./compose/navigate.ts";
import { outline } from "./compose/outline.ts";
import * as composeRename from "./compose/rename.ts";
import { documentSymbols, foldingRanges, selectionRange } from "./compose/structure.ts";
import { semanticTokens } from "./compose/tokens.ts";
import { complete } from "./dockerfile/complete.ts";
import { contextRoot } from "./dockerfile/context.ts";
import { copiedHover } from "./dockerfile/copied.ts";
import { format, formatOnType, formatRange } from "./dockerfile/format.ts";
import { inlayHints as dockerfileHints } from "./dockerfile/hints.ts";
import { hover } from "./dockerfile/hover.ts";
import { imageAt, imagePlace } from "./dockerfile/images-at.ts";
import { lenses } from "./dockerfile/lenses.ts";
import { documentLinks as dockerfileLinks } from "./dockerfile/links.ts";
import * as dockerfileNavigation from "./dockerfile/navigate.ts";
import { refactorings } from "./dockerfile/refactor.ts";
import { signatureHelp } from "./dockerfile/signatures.ts";
import * as dockerfileStructure from "./dockerfile/structure.ts";
import { semanticTokens as dockerfileTokens } from "./dockerfile/tokens.ts";
import { complete as completeIgnore } from "./dockerignore/complete.ts";
import { hover as hoverIgnore } from "./dockerignore/hover.ts";
import { OpenDocument } from "./documents.ts";
import { imageItems, type RemoteTags } from "./images/complete.ts";
import { imageHover } from "./images/describe.ts";
import type { Images } from "./images/images.ts";
import { buildContext } from "./lint/build-context.ts";
import {
  codeActions,
  diagnostic,
  fixAll,
  mostSevere,
  offered,
  safeEdits,
  suppressActions,
} from "./lint/diagnostics.ts";
import { type KnownTags, pinsBeyond } from "./lint/pins.ts";
import type { Fix, OtherFile } from "./lint/rule.ts";
import { type LintConfig, lintCompose, lintDockerfile, lintDockerignore, lintEnv, type Problem } from "./lint/run.ts";
import { suppressInDockerfile, suppressInLines } from "./lint/suppress.ts";
import { readContext } from "./shared/context/read.ts";
import type { ComposeOutline, EngineState } from "./shared/protocol.ts";
import type { Settings } from "./shared/settings.ts";
import { finish, type Steps } from "./steps.ts";
import { rangeOf, spanOf } from "./text/document.ts";
import { EditedText } from "./text/edited-text.ts";

/** Milliseconds that a hover may look through files. */
const PATIENCE = 2000;

/** What the client can take. */
export interface ClientAbilities {
  readonly snippets: boolean;
  /** It has VS Code's command for that. */
  readonly asksAgain?: boolean;
  /** It asks for the documentation of the item that is looked at. */
  readonly asksForDocumentation?: boolean;
}

export interface LanguageService {
  readonly lint: (document: OpenDocument, config: LintConfig) => Steps<Problem[]>;
  /** ShellCheck reads what is in it. */
  readonly hasShellScripts?: boolean;
  readonly complete?: (document: OpenDocument, at: Position, client: ClientAbilities) => CompletionItem[];
  /** The same for editors that take what all items replace once for all of them. */
  readonly completeList?: (document: OpenDocument, at: Position, client: ClientAbilities) => CompletionList;
  /** The text of a line behind which a character that is typed often calls for completion. */
  readonly completesBehind?: RegExp;
  readonly hover?: (document: OpenDocument, at: Position) => Hover | null;
  /** What the engine and registries add to `complete`; null where no image is named. */
  readonly completeImage?: (
    document: OpenDocument,
    at: Position,
    images: Images,
    remote: RemoteTags,
  ) => Promise<CompletionList> | null;
  /** Asked where `hover` has nothing to say. */
  readonly hoverImage?: (document: OpenDocument, at: Position, images: Images) => Promise<Hover | null> | null;
  /** Of what lies beside the document; null where nothing is named. */
  readonly hoverFiles?: (document: OpenDocument, at: Position) => Promise<Hover | null> | null;
  /** `isAsked`: by the user, not by the keys that were typed. */
  readonly signature?: (document: OpenDocument, at: Position, isAsked?: boolean) => SignatureHelp | null;
  readonly definition?: (document: OpenDocument, at: Position) => Location[] | null;
  readonly references?: (document: OpenDocument, at: Position, withDefinition: boolean) => Location[] | null;
  readonly highlight?: (document: OpenDocument, at: Position) => DocumentHighlight[] | null;
  readonly prepareRename?: (document: OpenDocument, at: Position) => Range | null;
  readonly rename?: (document: OpenDocument, at: Position, newName: string) => WorkspaceEdit | null;
  /** Why it cannot have the name, in the user's language; null where it can. */
  readonly refusedName?: (document: OpenDocument, at: Position, newName: string) => string | null;
  readonly symbols?: (document: OpenDocument) => DocumentSymbol[];
  /** What can be looked for by its name in all files. */
  readonly names?: (document: OpenDocument) => DocumentSymbol[];
  readonly folding?: (document: OpenDocument) => FoldingRange[];
  readonly selection?: (document: OpenDocument, at: Position) => SelectionRange;
  readonly links?: (document: OpenDocument) => DocumentLink[];
  /** Only for clients that have our commands. */
  readonly lenses?: (document: OpenDocument) => CodeLens[];
  readonly tokens?: (document: OpenDocument) => number[];
  readonly hints?: (
    document: OpenDocument,
    range: Range,
    settings: Settings,
    engine: EngineState | null,
  ) => InlayHint[];
  /** Changes that are no fixes: the same in other words. */
  readonly rewrites?: (document: OpenDocument, range: Range, engine?: EngineState | null) => CodeAction[];
  /** The whole project that the document belongs to, as text. */
  readonly effective?: (document: OpenDocument) => string;
  /** Where the services of a compose file are. */
  readonly composeOutline?: (document: OpenDocument) => ComposeOutline;
  readonly format?: (document: OpenDocument, options: FormattingOptions) => TextEdit[];
  readonly formatRange?: (document: OpenDocument, range: Range, options: FormattingOptions) => TextEdit[];
  /** What is to change after `typed` was written before `at`. */
  readonly formatOnType?: (
    document: OpenDocument,
    at: Position,
    typed: string,
    options: FormattingOptions,
  ) => TextEdit[];
}

const dockerfile: LanguageService = {
  lint: (document, config) =>
    lintDockerfile(document.dockerfile, config, buildContext(document.dockerfile, document.files)),
  hasShellScripts: true,
  complete: (document, at, client) => complete(document.dockerfile, document.text.offsetAt(at), client, document.files),
  hover: (document, at) => hover(document.dockerfile, document.text.offsetAt(at)),
  completeImage(document, at, images, remote) {
    const place = imagePlace(document.dockerfile, document.text.offsetAt(at));
    return place && imageItems(images, place.written, rangeOf(document.text, place.span), remote);
  },
  hoverImage(document, at, images) {
    const found = imageAt(document.dockerfile, document.text.offsetAt(at));
    return found && imageHover(images, found.reference, rangeOf(document.text, found.span));
  },
  hoverFiles(document, at) {
    if (!document.uri.startsWith("file:")) return null;
    const root = contextRoot(document.dockerfile, document.files) ?? folderOf(document.uri);
    const read = () => readContext(fileURLToPath(root), fileURLToPath(document.uri), AbortSignal.timeout(PATIENCE));
    return copiedHover(document.dockerfile, document.text.offsetAt(at), read);
  },
  signature: (document, at, isAsked) => signatureHelp(document.dockerfile, document.text.offsetAt(at), isAsked),
  definition: (document, at) => dockerfileNavigation.definition(document.dockerfile, document.text.offsetAt(at)),
  references(document, at, all) {
    const offset = document.text.offsetAt(at);
    const own = dockerfileNavigation.references(document.dockerfile, offset, all);
    const stage = dockerfileNavigation.stageNameAt(document.dockerfile, offset);
    return own && stage !== null ? [...own, ...buildTargets(document.uri, stage, document.files)] : own;
  },
  highlight: (document, at) => dockerfileNavigation.highlight(document.dockerfile, document.text.offsetAt(at)),
  prepareRename: (document, at) => dockerfileNavigation.prepareRename(document.dockerfile, document.text.offsetAt(at)),
  rename(document, at, newName) {
    const offset = document.text.offsetAt(at);
    const own = dockerfileNavigation.rename(document.dockerfile, offset, newName);
    const stage = dockerfileNavigation.stageNameAt(document.dockerfile, offset);
    if (!own || stage === null) return own;
    const changes: Record<string, TextEdit[]> = { ...own.changes };
    for (const { uri, range } of buildTargets(document.uri, stage, document.files))
      changes[uri] = [...(changes[uri] ?? []), { range, newText: newName }];
    return { changes };
  },
  refusedName: (document, at, newName) =>
    dockerfileNavigation.refusedName(document.dockerfile, document.text.offsetAt(at), newName),
  symbols: (document) => dockerfileStructure.documentSymbols(document.dockerfile),
  names: (document) => dockerfileStructure.namedSymbols(document.dockerfile),
  folding: (document) => dockerfileStructure.foldingRanges(document.dockerfile),
  selection: (document, at) => dockerfileStructure.selectionRange(document.dockerfile, document.text.offsetAt(at)),
  links: (document) => dockerfileLinks(document.dockerfile),
  tokens: (document) => dockerfileTokens(document.dockerfile),
  format: (document, options) => format(document.dockerfile, options),
  formatRange: (document, range, options) => formatRange(document.dockerfile, spanOf(document.text, range), options),
  formatOnType: (document, at, typed, options) =>
    formatOnType(document.dockerfile, document.text.offsetAt(at), typed, options),
  lenses: (document) => lenses(document.dockerfile),
  hints: (document, range, settings, engine) =>
    dockerfileHints(document.dockerfile, spanOf(document.text, range), settings, engine),
  rewrites: (document, range) => refactorings(document.dockerfile, spanOf(document.text, range)),
};

const compose: LanguageService = {
  lint: (document, config) => lintCompose(document.compose, config),
  complete: (document, at, client) => completeCompose(document.compose, document.text.offsetAt(at), client),
  completeList: (document, at, client) => completeComposeList(document.compose, document.text.offsetAt(at), client),
  completesBehind: /[:,-] $|[*[]$/,
  hover: (document, at) => hoverCompose(document.compose, document.text.offsetAt(at)),
  completeImage(document, at, images, remote) {
    const place = composeImagePlace(document.compose, document.text.offsetAt(at));
    if (place) return imageItems(images, place.written, rangeOf(document.text, place.span), remote);
    return portItems(document.compose, document.text.offsetAt(at), images);
  },
  hoverImage(document, at, images) {
    const found = composeImageAt(document.compose, document.text.offsetAt(at));
    return found && imageHover(images, found.reference, rangeOf(document.text, found.node));
  },
  definition: (document, at) => definition(document.compose, document.text.offsetAt(at)),
  references: (document, at, all) => references(document.compose, document.text.offsetAt(at), all),
  highlight: (document, at) => highlight(document.compose, document.text.offsetAt(at)),
  prepareRename: (document, at) => composeRename.prepareRename(document.compose, document.text.offsetAt(at)),
  refusedName: (document, at, newName) =>
    composeRename.refusedName(document.compose, document.text.offsetAt(at), newName),
  rename: (document, at, newName) => composeRename.rename(document.compose, document.text.offsetAt(at), newName),
  symbols: (document) => documentSymbols(document.compose),
  names: (document) => documentSymbols(document.compose),
  folding: (document) => foldingRanges(document.compose),
  selection: (document, at) => selectionRange(document.compose, document.text.offsetAt(at)),
  links: (document) => documentLinks(document.compose),
  tokens: (document) => semanticTokens(document.compose),
  hints: (document, range) => inlayHints(document.compose, spanOf(document.text, range)),
  rewrites: (document, range, engine) => rewrites(document.compose, spanOf(document.text, range), engine),
  effective: (document) => effectiveProject(document.compose),
  composeOutline: (document) => outline(document.compose),
  format: (document, options) => formatCompose(document.compose, options),
};

/** What a program makes a Dockerfile of: with the program's marks in it, it is none yet, and nothing can be found in it. */
const template: LanguageService = { ...dockerfile, lint: nothing, hasShellScripts: false };

// biome-ignore lint/correctness/useYield: it has no steps.
function* nothing(): Steps<Problem[]> {
  return [];
}

const TEMPLATE_NAME = /\.(?:ejs|erb|gotmpl|hbs|j2|jinja2?|mustache|template|tmpl|tpl)$/i;
const TEMPLATE_MARK = /\{\{|\{%|<%/;

/** Only beside a compose file: `.env` files of others are none of our business. */
const env: LanguageService = {
  lint: (document, config) => lintEnv(document.env, config),
  hover: (document, at) => composeEnv.hover(document.env, document.text.offsetAt(at)),
  definition: (document, at) => composeEnv.definition(document.env, document.text.offsetAt(at)),
  references: (document, at, all) => composeEnv.references(document.env, document.text.offsetAt(at), all),
  highlight: (document, at) => composeEnv.highlight(document.env, document.text.offsetAt(at)),
  prepareRename: (document, at) => composeEnv.prepareRename(document.env, document.text.offsetAt(at)),
  refusedName: (document, at, newName) => composeEnv.refusedName(document.env, document.text.offsetAt(at), newName),
  rename: (document, at, newName) => composeEnv.rename(document.env, document.text.offsetAt(at), newName),
};

const dockerignore: LanguageService = {
  lint: (document, config) => lintDockerignore(document.dockerignore, config),
  complete: (document, at) => completeIgnore(document.dockerignore, document.text.offsetAt(at)),
  hover: (document, at) => hoverIgnore(document.dockerignore, document.text.offsetAt(at)),
};

const LANGUAGES: ReadonlyMap<string, LanguageService> = new Map([
  ["dockerfile", dockerfile],
  ["dockercompose", compose],
  ["dockerignore", dockerignore],
]);

/** Of GitHub, which may be called after what it starts. */
const WORKFLOW = /\/\.github\/workflows\/[^/]+$/;

const IGNORE_NAME = /\.(?:docker|container)ignore$/i;

/** The service for a document; editors without our language ids are understood by the name of the file. */
export function languageOf(document: OpenDocument): LanguageService | null {
  const name = nameOf(document.uri);
  // Some editors take every `Dockerfile.…` for a Dockerfile.
  if (IGNORE_NAME.test(name)) return dockerignore;
  const service = LANGUAGES.get(document.languageId) ?? languageOfFile(name);
  if (service === compose && WORKFLOW.test(document.uri)) return null;
  const isTemplate = service === dockerfile && TEMPLATE_NAME.test(name) && TEMPLATE_MARK.test(document.text.getText());
  return isTemplate ? template : service;
}

export function languageOfFile(name: string): LanguageService | null {
  if (name === ".env") return env;
  if (IGNORE_NAME.test(name)) return dockerignore;
  if (/^(?:docker|container)file(?:\..+)?$|\.(?:docker|container)file$/i.test(name)) return dockerfile;
  return COMPOSE_NAME.test(name) ? compose : null;
}

export const features = [...LANGUAGES.values()];

export const problemsOf = (service: LanguageService, document: OpenDocument, config: LintConfig): Problem[] =>
  finish(service.lint(document, config));

export const diagnosticsOf = (document: OpenDocument, problems: readonly Problem[]): Diagnostic[] =>
  mostSevere(problems).map((it) => diagnostic(document.text, it));

interface MoreActions {
  /** Those of `pinsOf`. */
  readonly pins: readonly CodeAction[];
  /** The project's configuration, there or not; null where there can be none. */
  readonly file: OtherFile | null;
  readonly showsSettings: boolean;
}

/** Fixes, and ways to switch off what is found there. */
export function codeActionsOf(
  document: OpenDocument,
  problems: readonly Problem[],
  range: Range,
  { chosen, ignoresPragmas }: LintConfig,
  { pins, file, showsSettings }: MoreActions = { pins: [], file: null, showsSettings: false },
): CodeAction[] {
  const span = spanOf(document.text, range);
  const hasConfig = isDockerfile(document);
  const inText = (problem: Problem): Fix[] =>
    hasConfig
      ? suppressInDockerfile(document.dockerfile, problem, ignoresPragmas)
      : suppressInLines(document.text, problem);
  const configuration = { file: hasConfig ? file : null, chosen, showsSettings };
  return [
    ...codeActions(document.text, problems, span),
    ...pins,
    ...suppressActions(document.text, problems, span, inText, configuration),
  ];
}

export const isDockerfile = (document: OpenDocument): boolean => languageOf(document)?.hasShellScripts ?? false;

/** What base images without a tag that stays can be pinned to, also by the `others` that are open. */
export async function pinsOf(
  document: OpenDocument,
  problems: readonly Problem[],
  range: Range,
  { others, ...known }: Omit<KnownTags, "files"> & { readonly others: readonly OpenDocument[] },
): Promise<CodeAction[]> {
  if (!isDockerfile(document)) return [];
  const files = others.filter((it) => it !== document && isDockerfile(it));
  const span = spanOf(document.text, range);
  const here = problems.filter((it) => it.span.start <= span.end && span.start <= it.span.end);
  const from = { ...known, files: files.map(({ uri, dockerfile: file }) => ({ name: nameOf(uri), file })) };
  const offers = here.map(async (it) => offered(document.text, it, await pinsBeyond(document.dockerfile, it, from)));
  return (await Promise.all(offers)).flat();
}

/** What is found in a text that has been fixed is fixed too, as often. */
const FIX_ROUNDS = 10;

export function fixAllOf(document: OpenDocument, problems: readonly Problem[], config: LintConfig): CodeAction | null {
  const { uri, languageId, version, files, text } = document;
  const service = languageOf(document);
  const edited = new EditedText(text.getText());
  const seen = new Set<string>();
  let edits = safeEdits(problems);
  while (service && edits.length > 0 && seen.size < FIX_ROUNDS && !seen.has(edited.text)) {
    seen.add(edited.text);
    edited.apply(edits);
    const next = new OpenDocument(uri, languageId, version, edited.text, files);
    edits = safeEdits(problemsOf(service, next, config));
  }
  return fixAll(text, edited.edits);
}
