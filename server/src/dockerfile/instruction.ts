/** One instruction; everything beyond its place is read from its text at the first question and kept. */
import { copy } from "../text/copy.ts";
import { MovingSpan, type Span } from "../text/span.ts";
import { readFlags } from "./flags.ts";
import { type JsonArray, readJson } from "./json.ts";
import type { LogicalText } from "./logical.ts";
import { type Escape, logicalText, type ScannedHeredoc, skipBlanks } from "./scan.ts";
import { type Variable, variablesIn } from "./variables.ts";
import { splitBlanks, splitWords } from "./words.ts";

/** The text that all instructions of a document stand in; replaced as a whole at each change. */
export interface Source {
  text: string;
}

/** A piece of an instruction; its offsets follow the instruction when that moves. */
export class Word implements Span {
  readonly owner: Instruction;
  /** Indices into the owner's logical text. */
  readonly from: number;
  readonly to: number;

  constructor(owner: Instruction, from: number, to: number) {
    this.owner = owner;
    this.from = from;
    this.to = to;
  }

  get start(): number {
    return this.owner.offsetAt(this.from);
  }
  get end(): number {
    return this.from === this.to ? this.start : this.owner.endOffsetAt(this.to);
  }
  get text(): string {
    return this.owner.logical.text.slice(this.from, this.to);
  }
  /** The part from `from` to `to`, counted from the word's own start. */
  part(from: number, to = this.to - this.from): Word {
    return new Word(this.owner, this.from + from, this.from + to);
  }
  get isQuoted(): boolean {
    return /^(["']).*\1$/s.test(this.text) && this.to - this.from > 1;
  }
  /** The text without the quotes around it. */
  get unquoted(): string {
    return this.isQuoted ? this.text.slice(1, -1) : this.text;
  }
}

export interface Flag {
  /** `--from=build`. */
  readonly word: Word;
  /** `from`, as written. */
  readonly name: string;
  readonly nameWord: Word;
  /** Null when there is no `=`. */
  readonly value: Word | null;
}

/** One `name=value` of ENV, LABEL or ARG. */
export interface Pair {
  readonly word: Word;
  readonly name: Word;
  readonly value: Word | null;
  readonly hasEquals: boolean;
}

export interface Heredoc {
  readonly scanned: ScannedHeredoc;
  readonly name: string;
  readonly nameWord: Word;
  readonly isQuoted: boolean;
  readonly isChomped: boolean;
  readonly body: Span;
  readonly terminator: Span | null;
}

interface Outer {
  readonly instruction: Instruction;
  /** Where the trigger's keyword stands in the logical text of the ONBUILD. */
  readonly index: number;
}

export class Instruction implements Span {
  readonly #source: Source;
  readonly #outer: Outer | null;
  readonly escape: Escape;
  readonly scannedHeredocs: readonly ScannedHeredoc[];
  readonly length: number;
  /** Moved by the tree that owns the instruction when the text before it changes. */
  place: number;
  /** Findings of rules that look at nothing but this instruction. Owned by lint/run.ts. */
  findings: unknown = null;
  /** The parsed shell script of a RUN and the like. Owned by dockerfile/scripts.ts. */
  script: unknown = undefined;

  #text: { logical: LogicalText; blanks: Span[] } | null = null;
  #written: string | null = null;
  #keyword: string | null = null;
  #flags: readonly Flag[] | null = null;
  #args: Word | null = null;
  #words: readonly Word[] | null = null;
  #json: JsonArray | null | undefined = undefined;
  #pairs: readonly Pair[] | null = null;
  #trigger: Instruction | null | undefined = undefined;
  #variables: readonly Variable[] | null = null;
  #heredocs: readonly Heredoc[] | null = null;

  constructor(
    source: Source,
    place: { readonly start: number; readonly end: number },
    escapeChar: Escape,
    heredocs: readonly ScannedHeredoc[],
    outer: Outer | null = null,
  ) {
    this.#source = source;
    this.#outer = outer;
    this.place = place.start;
    this.length = place.end - place.start;
    this.escape = escapeChar;
    this.scannedHeredocs = heredocs;
  }

  get start(): number {
    return this.#outer ? this.offsetAt(this.#outer.index) : this.place;
  }
  get end(): number {
    return this.#outer ? this.#outer.instruction.end : this.place + this.length;
  }
  /** The ONBUILD around this trigger. */
  get onbuild(): Instruction | null {
    return this.#outer?.instruction ?? null;
  }

  get logical(): LogicalText {
    return this.#outer ? this.#outer.instruction.logical : this.#read().logical;
  }
  /** Blank lines between continued lines. */
  get blankLines(): readonly Span[] {
    const place = this.place;
    return this.#read().blanks.map(({ start, end }) => ({ start: place + start, end: place + end }));
  }

  offsetAt(index: number): number {
    return this.#outer
      ? this.#outer.instruction.offsetAt(index)
      : this.place + Math.min(this.logical.rawStart(index), this.length);
  }
  endOffsetAt(index: number): number {
    return this.#outer ? this.#outer.instruction.endOffsetAt(index) : this.place + this.logical.rawEnd(index);
  }
  /** The index in the logical text of an offset in the document. */
  indexAt(offset: number): number {
    return this.#outer ? this.#outer.instruction.indexAt(offset) : this.logical.indexOf(offset - this.place);
  }

  /** The keyword in upper case. */
  get keyword(): string {
    this.#keyword ??= this.written.toUpperCase();
    return this.#keyword;
  }
  get written(): string {
    this.#written ??= this.name.text;
    return this.#written;
  }
  /** The keyword as written, with its place. */
  get name(): Word {
    const { text } = this.logical;
    const from = this.#outer?.index ?? 0;
    let to = from;
    while (to < text.length && !isBlankCode(text.charCodeAt(to))) to++;
    return new Word(this, from, to);
  }

  get flags(): readonly Flag[] {
    return this.#head().flags;
  }
  /** Everything after the flags, trimmed. */
  get args(): Word {
    return this.#head().args;
  }
  flag(name: string): Flag | undefined {
    return this.flags.find((it) => it.name === name);
  }

  /** The arguments between blanks. */
  get words(): readonly Word[] {
    this.#words ??= splitBlanks(this.logical.text, this.args.from, this.args.to).map((it) => this.word(it));
    return this.#words;
  }
  /** The arguments as a JSON array of strings; null when they are none. */
  get json(): JsonArray | null {
    if (this.#json === undefined) this.#json = readJson(this.args);
    return this.#json;
  }
  /** The name=value pairs of ENV, LABEL and ARG. */
  get pairs(): readonly Pair[] {
    this.#pairs ??= readPairs(this);
    return this.#pairs;
  }
  /** The instruction inside ONBUILD. */
  get trigger(): Instruction | null {
    if (this.#trigger === undefined) {
      const has = this.keyword === "ONBUILD" && this.args.to > this.args.from;
      const outer = { instruction: this.onbuild ?? this, index: this.args.from };
      const place = { start: this.place, end: this.place + this.length };
      this.#trigger = has ? new Instruction(this.#source, place, this.escape, this.scannedHeredocs, outer) : null;
    }
    return this.#trigger;
  }
  get variables(): readonly Variable[] {
    this.#variables ??= variablesIn(this);
    return this.#variables;
  }
  get heredocs(): readonly Heredoc[] {
    if (this.scannedHeredocs.length === 0) return [];
    this.#heredocs ??= this.scannedHeredocs.map((it) => this.#heredoc(it));
    return this.#heredocs;
  }
  /** The body of a heredoc as it stands in the document. */
  bodyText(heredoc: Heredoc): string {
    return this.#source.text.slice(heredoc.body.start, heredoc.body.end);
  }

  /** The document's text from the end of the instruction to `offset`. */
  textUpTo(offset: number): string {
    return this.#source.text.slice(this.end, offset);
  }

  word({ start, end }: Span): Word {
    return new Word(this, start, end);
  }

  #heredoc(scanned: ScannedHeredoc): Heredoc {
    const { name, isQuoted, isChomped, nameStart } = scanned;
    const base = () => this.onbuild?.place ?? this.place;
    const at = ({ start, end }: Span): Span => new MovingSpan(base, start, end);
    const nameWord = new Word(this, nameStart, nameStart + name.length);
    const terminator = scanned.terminator && at(scanned.terminator);
    return { scanned, name, nameWord, isQuoted, isChomped, body: at(scanned.body), terminator };
  }

  #read(): { logical: LogicalText; blanks: Span[] } {
    if (!this.#text) {
      const raw = this.#source.text.slice(this.place, this.place + this.length);
      this.#text = logicalText(copy(this.#withoutHeredocs(raw)), this.escape);
    }
    return this.#text;
  }

  #withoutHeredocs(raw: string): string {
    const first = this.scannedHeredocs[0];
    return first ? raw.slice(0, first.body.start) : raw;
  }

  #head(): { flags: readonly Flag[]; args: Word } {
    if (!this.#flags || !this.#args) {
      const { text } = this.logical;
      const from = skipBlanks(text, this.name.to, text.length);
      const { flags, end } = FLAGGED.has(this.keyword) ? readFlags(this, from) : { flags: [], end: from };
      let to = text.length;
      while (to > end && isBlankCode(text.charCodeAt(to - 1))) to--;
      this.#flags = flags;
      this.#args = new Word(this, end, to);
    }
    return { flags: this.#flags, args: this.#args };
  }
}

const FLAGGED: ReadonlySet<string> = new Set(
  "FROM RUN COPY ADD HEALTHCHECK CMD ENTRYPOINT ENV LABEL EXPOSE USER WORKDIR VOLUME ARG SHELL STOPSIGNAL ONBUILD MAINTAINER".split(
    " ",
  ),
);

const isBlankCode = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

function readPairs(instruction: Instruction): Pair[] {
  const { text } = instruction.logical;
  const { from, to } = instruction.args;
  const { words } = splitWords(text, from, to, instruction.escape);
  const first = words[0];
  if (!first) return [];
  if (instruction.keyword !== "ARG" && !text.slice(first.start, first.end).includes("=")) {
    // `ENV name the rest is the value`
    const valueStart = skipBlanks(text, first.end, to);
    const value = valueStart < to ? new Word(instruction, valueStart, to) : null;
    return [{ word: instruction.args, name: instruction.word(first), value, hasEquals: false }];
  }
  return words.map((span) => {
    const word = instruction.word(span);
    const equals = word.text.indexOf("=");
    if (equals < 0) return { word, name: word, value: null, hasEquals: false };
    return { word, name: word.part(0, equals), value: word.part(equals + 1), hasEquals: true };
  });
}
