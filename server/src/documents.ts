/** Open documents with the tree of their newest version; queued changes are taken together and read once. */
import type { ComposeFile } from "./compose/compose-file.ts";
import { type EnvDocument, parseEnv } from "./compose/env-document.ts";
import { type Files, NO_FILES } from "./compose/files.ts";
import { parseCompose } from "./compose/parse.ts";
import type { Change, Dockerfile } from "./dockerfile/dockerfile.ts";
import { parse, update } from "./dockerfile/parse.ts";
import { IgnoreFile } from "./dockerignore/ignore-file.ts";
import { createDocument, spanOf, type TextDocument, updateDocument } from "./text/document.ts";

/** Milliseconds. */
const TREE_AGE = 5000;

type ContentChange = Parameters<typeof updateDocument>[1][number];

export class OpenDocument {
  readonly text: TextDocument;
  #dockerfile: Dockerfile | null = null;
  #compose: ComposeFile | null = null;
  /** Of an older version: its blocks are used again. */
  #oldCompose: ComposeFile | null = null;
  #env: EnvDocument | null = null;
  #change: Change | null = null;
  #dockerignore: { readonly version: number; readonly file: IgnoreFile; readonly treeAge: number } | null = null;
  readonly #files: Files;
  /** The other files that were looked for, there or not. */
  readonly #seen = new Set<string>();

  constructor(uri: string, languageId: string, version: number, content: string, files: Files = NO_FILES) {
    const seen = this.#seen;
    this.#files = {
      read(uri) {
        seen.add(uri);
        return files.read(uri);
      },
      exists(uri) {
        seen.add(uri);
        return files.exists(uri);
      },
      list: (uri) => files.list(uri),
    };
    this.text = createDocument(uri, languageId, version, content);
  }

  /** The files around it. */
  get files(): Files {
    return this.#files;
  }
  get uri(): string {
    return this.text.uri;
  }
  get languageId(): string {
    return this.text.languageId;
  }
  get version(): number {
    return this.text.version;
  }
  get lineCount(): number {
    return this.text.lineCount;
  }

  change(changes: readonly ContentChange[], version: number): void {
    for (const change of changes) {
      if ("range" in change) {
        const { start, end } = spanOf(this.text, change.range);
        this.#change = joined(this.#change, { start, oldEnd: end, newEnd: start + change.text.length });
      } else this.#dockerfile = this.#change = null;
      updateDocument(this.text, [change], version);
    }
    if (changes.length === 0) updateDocument(this.text, [], version);
    this.#oldCompose = this.#compose ?? this.#oldCompose;
    this.#compose = null;
    this.#env = null;
  }

  dependsOn(uri: string): boolean {
    return this.#seen.has(uri) && uri !== this.uri;
  }

  /** Another file has changed: what was worked out with it holds no more. */
  forget(): void {
    this.#seen.clear();
    this.#dockerignore = null;
    this.#oldCompose = this.#compose ?? this.#oldCompose;
    this.#compose = null;
    this.#env = null;
  }

  get env(): EnvDocument {
    this.#env ??= parseEnv(this.text, this.#files);
    return this.#env;
  }

  get dockerfile(): Dockerfile {
    if (!this.#dockerfile) this.#dockerfile = parse(this.text);
    else if (this.#change) this.#dockerfile = update(this.#dockerfile, this.text, this.#change);
    this.#change = null;
    return this.#dockerfile;
  }

  get dockerignore(): IgnoreFile {
    const before = this.#dockerignore;
    if (before?.version === this.version) return before.file;
    // Its folder is looked at again now and then, not at every key.
    const isFresh = before !== null && Date.now() - before.treeAge < TREE_AGE;
    const file = new IgnoreFile(this.text, this.#files, isFresh ? before.file.treeIfRead : null);
    this.#dockerignore = { version: this.version, file, treeAge: isFresh ? before.treeAge : Date.now() };
    return file;
  }

  get compose(): ComposeFile {
    this.#compose ??= parseCompose(this.text, this.#oldCompose, this.#files);
    this.#oldCompose = null;
    return this.#compose;
  }
}

/** One change that does what `first` and then `second` do. */
function joined(first: Change | null, second: Change): Change {
  if (!first) return second;
  // `second` counts in the text after `first`: behind its end that is `first.newEnd - first.oldEnd` further on.
  const start = Math.min(first.start, second.start);
  const oldEnd = Math.max(first.oldEnd, second.oldEnd - first.newEnd + first.oldEnd);
  const newEnd = Math.max(first.newEnd, second.oldEnd) + second.newEnd - second.oldEnd;
  return { start, oldEnd, newEnd };
}
