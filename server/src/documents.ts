/** Open documents with the tree of their newest version; queued changes are taken together and read once. */
import type { ComposeFile } from "./compose/compose-file.ts";
import { type EnvDocument, parseEnv } from "./compose/env-document.ts";
import { decoded, type Files, NO_FILES } from "./compose/files.ts";
import { parseCompose } from "./compose/parse.ts";
import type { Change, Dockerfile } from "./dockerfile/dockerfile.ts";
import { parse, update } from "./dockerfile/parse.ts";
import { IgnoreFile } from "./dockerignore/ignore-file.ts";
import { createDocument, spanOf, type TextDocument, updateDocument } from "./text/document.ts";

/** Milliseconds. */
const TREE_AGE = 5000;
/** Milliseconds that what was found on the disk holds, unless the editor says before that it has changed. */
const TRUSTED = 2000;

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
  /** The other files that were looked for, there or not: by the readable form of their URI, as editors write them in more than one way. */
  readonly #seen = new Map<string, string>();
  /** What was found lately: who types does not wait for the disk at every key. */
  readonly #read = new Map<string, string | null>();
  readonly #there = new Map<string, boolean | null>();
  #lookedAt = 0;
  #epoch = {};

  constructor(uri: string, languageId: string, version: number, content: string, files: Files = NO_FILES) {
    const epoch = (): object => this.#epoch;
    this.#files = {
      get epoch() {
        return epoch();
      },
      read: (uri) => this.#look(this.#read, uri, files.read),
      exists: (uri) => this.#look(this.#there, uri, files.exists),
      list: (uri) => files.list(uri),
      builtIn: (uri) => files.builtIn?.(uri) ?? null,
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
  /** In UTF-16 units. */
  get length(): number {
    return this.text.getText().length;
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

  /** The URIs of the other files that were looked for, there or not. */
  get lookedFor(): Iterable<string> {
    return this.#seen.values();
  }

  /** It looked for this file or folder. */
  dependsOn(uri: string): boolean {
    const other = decoded(uri);
    return uri !== this.uri && (this.#seen.has(other) || this.#seen.has(`${other}/`));
  }

  /** Another file has changed: what was worked out with it holds no more. */
  forget(): void {
    this.#seen.clear();
    this.#dockerignore = null;
    this.#lookedAt = 0;
    this.#epoch = {};
    this.#oldCompose = this.#compose ?? this.#oldCompose;
    this.#compose = null;
    this.#env = null;
  }

  get env(): EnvDocument {
    this.#env ??= parseEnv(this.text, this.#files);
    return this.#env;
  }

  #look<T>(known: Map<string, T>, uri: string, ask: (uri: string) => T): T {
    const now = Date.now();
    if (now - this.#lookedAt > TRUSTED) {
      this.#read.clear();
      this.#there.clear();
      this.#lookedAt = now;
      this.#epoch = {};
    }
    const found = known.get(uri);
    if (found !== undefined) return found;
    this.#seen.set(decoded(uri), uri);
    const answer = ask(uri);
    known.set(uri, answer);
    return answer;
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
