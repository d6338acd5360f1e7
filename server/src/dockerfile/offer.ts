/** What completion offers: where it is written, and how. */
import type { CompletionItem, CompletionItemKind } from "vscode-languageserver-types";
import type { Files } from "../compose/files.ts";
import { ASK_AGAIN } from "../text/ask-again.ts";
import { textEdit } from "../text/document.ts";
import { replace, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";

export interface Client {
  readonly snippets: boolean;
  /** Asks again where what was chosen is only the beginning. */
  readonly asksAgain?: boolean;
}

export const KIND = {
  keyword: 14,
  field: 5,
  variable: 6,
  reference: 18,
  folder: 19,
  file: 17,
  value: 12,
  snippet: 15,
} as const satisfies Record<string, CompletionItemKind>;

const SNIPPET = 2;

export interface Context {
  readonly files: Files;
  readonly file: Dockerfile;
  readonly client: Client;
  /** What is replaced. */
  readonly span: Span;
  /** What is already written of it. */
  readonly prefix: string;
}

export function item(
  context: Context,
  kind: CompletionItemKind,
  label: string,
  text: string,
  docs?: string,
): CompletionItem {
  const isSnippet = text.includes("${") && kind !== KIND.variable;
  const isWhole = !isSnippet || context.client.snippets;
  const newText = isWhole ? text : kind === KIND.snippet ? plain(text) : beginning(text);
  return {
    label,
    kind,
    textEdit: textEdit(context.file.document, replace(context.span, newText)),
    ...(isSnippet && context.client.snippets && { insertTextFormat: SNIPPET }),
    ...(docs && { documentation: { kind: "markdown" as const, value: docs } }),
  };
}

export const narrowed = (context: Context, prefix: string): Context => ({
  ...context,
  prefix,
  span: { start: context.span.end - prefix.length, end: context.span.end },
});

/** In the order in which they are given. */
export const starting = (
  context: Context,
  words: readonly string[],
  kind: CompletionItemKind,
  docs?: (word: string) => string | undefined,
): CompletionItem[] =>
  words
    .filter((it) => it.toLowerCase().startsWith(context.prefix.toLowerCase()))
    .map((it, index) => ({ ...item(context, kind, it, it, docs?.(it)), sortText: rank(index) }));

export const rank = (index: number): string => `4${String(index).padStart(4, "0")}`;

/** What comes next is offered at once. */
export const andAskAgain = (it: CompletionItem, { client }: Context): CompletionItem =>
  client.asksAgain ? { ...it, command: ASK_AGAIN } : it;

/** What the editor closed by itself behind the cursor is replaced too: `}` of `${}`, `"]` of `[""]`. */
export function withClosing(context: Context, closing: RegExp): Context {
  const { start, end } = context.span;
  const closed = closing.exec(context.file.text.slice(end, end + LONGEST_NAME))?.[0] ?? "";
  return { ...context, span: { start, end: end + closed.length } };
}

const LONGEST_NAME = 200;

/** What stands before the first placeholder: what is in it would have to be deleted before anything else is typed. */
const beginning = (snippet: string): string => snippet.slice(0, snippet.indexOf("${")).replace(/[\s"[]+$/, "");

/** A snippet as the text that it makes when its placeholders are left as they are. */
export const plain = (snippet: string): string => snippet.replace(/\$\{\d+:([^}]*)\}/g, "$1").replaceAll("\\\\", "\\");
