/** A .dockerignore as it stands in an editor: its patterns with their places, and the files that it speaks of. */
import { type Files, folderOf } from "../compose/files.ts";
import { type IgnorePattern, parseDockerignore } from "../shared/context/dockerignore.ts";
import { rangeOf, type TextDocument } from "../text/document.ts";
import type { Span } from "../text/span.ts";
import { type ContextTree, treeOf } from "./tree.ts";

export interface PlacedPattern extends Span {
  /** Null for one that Docker refuses. */
  readonly pattern: IgnorePattern | null;
  /** As written, trimmed. */
  readonly text: string;
}

export class IgnoreFile {
  readonly document: TextDocument;
  readonly files: Files;
  #patterns: readonly PlacedPattern[] | null = null;
  #tree: ContextTree | null = null;

  /** `tree`: as it was found for an earlier version of the file. */
  constructor(document: TextDocument, files: Files, tree: ContextTree | null = null) {
    this.document = document;
    this.files = files;
    this.#tree = tree;
  }

  /** The folder that the patterns start from, with a slash at its end. */
  get root(): string {
    return folderOf(this.document.uri);
  }
  get patterns(): readonly PlacedPattern[] {
    this.#patterns ??= placed(this.document.getText());
    return this.#patterns;
  }
  /** What lies in the folder and below it. */
  get tree(): ContextTree {
    this.#tree ??= treeOf(this.root, this.files);
    return this.#tree;
  }
  get treeIfRead(): ContextTree | null {
    return this.#tree;
  }
  patternAt(offset: number): PlacedPattern | null {
    return this.patterns.find((it) => it.start <= offset && offset <= it.end) ?? null;
  }
  rangeOf(span: Span) {
    return rangeOf(this.document, span);
  }
}

function placed(text: string): PlacedPattern[] {
  const { patterns, problems } = parseDockerignore(text);
  const byLine = new Map(patterns.map((it) => [it.line, it]));
  const refused = new Set(problems.map((it) => it.line));
  const found: PlacedPattern[] = [];
  let start = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const pattern = byLine.get(index + 1) ?? null;
    if (pattern || refused.has(index + 1)) {
      const written = line.replace(/^\uFEFF/, "");
      const from = start + line.length - written.length + (written.length - written.trimStart().length);
      found.push({ start: from, end: from + written.trim().length, pattern, text: written.trim() });
    }
    start += line.length + 1;
  }
  return found;
}
