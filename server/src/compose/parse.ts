/** A compose file as a YAML tree with its problems; the only importer of yaml. */
import { LineCounter, parseDocument } from "yaml";
import type { TextDocument } from "../text/document.ts";
import type { Span } from "../text/span.ts";

export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly isError: boolean;
}

export interface ComposeFile {
  readonly document: TextDocument;
  readonly text: string;
  readonly problems: readonly YamlProblem[];
}

export function parseCompose(document: TextDocument): ComposeFile {
  const text = document.getText();
  const tree = parseDocument(text, {
    customTags: COMPOSE_TAGS,
    lineCounter: new LineCounter(),
    logLevel: "silent",
    merge: true,
    prettyErrors: false,
    strict: true,
  });
  const problem = (isError: boolean) => (it: (typeof tree.errors)[number] | (typeof tree.warnings)[number]) => ({
    code: it.code,
    message: it.message,
    span: visibleSpan(text, it.pos[0], it.pos[1]),
    isError,
  });
  return { document, text, problems: [...tree.errors.map(problem(true)), ...tree.warnings.map(problem(false))] };
}

/** `docker compose` knows these two in merged files. */
const COMPOSE_TAGS = (["!reset", "!override"] as const).flatMap((tag) => [
  { tag, resolve: (value: string) => value },
  { tag, collection: "map" as const },
  { tag, collection: "seq" as const },
]);

/** At least one character wide where there is one, and never over more than a line. */
function visibleSpan(text: string, from: number, to: number): Span {
  const start = Math.min(from, text.length);
  const lineBreak = text.slice(start, to).search(/[\r\n]/);
  const end = Math.min(lineBreak > 0 ? start + lineBreak : to, text.length);
  if (end > start) return { start, end };
  return start < text.length ? { start, end: start + 1 } : { start: Math.max(0, start - 1), end: start };
}
