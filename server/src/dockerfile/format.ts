/**
 * Formatting that never changes what is built: blanks at both ends of lines, between a keyword and its arguments, and runs of
 * empty lines. Heredocs, texts in quotes and lines that were aligned by hand stay as they are.
 */

import type { TextEdit } from "vscode-languageserver-types";
import { textEdit } from "../text/document.ts";
import { eolOf } from "../text/lines.ts";
import { type Edit, remove, replace, type Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction } from "./instruction.ts";
import { isKeyword } from "./keywords.ts";
import { type Lines, lineEnd, linesOf, nextLine, skipBlanks } from "./scan.ts";

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
  readonly insertFinalNewline?: boolean;
}

/** Empty lines that may follow each other. */
const MOST_EMPTY_LINES = 2;

export function format(file: Dockerfile, options: FormatOptions): TextEdit[] {
  return edits(file, options).map((it) => textEdit(file.document, it));
}

/** What formatting changes in the lines between two offsets, however much of them is selected. */
export function formatRange(file: Dockerfile, selection: Span, options: FormatOptions): TextEdit[] {
  const start = startOfLine(file.text, selection.start);
  const end = lineEnd(linesOf(file.text), selection.end);
  const within = edits(file, options).filter(({ span }) => start <= span.end && span.start <= end);
  return within.map((it) => textEdit(file.document, it));
}

/** What typing asks for: a line break or the escape character indents the lines that go on from there, and only those. */
export function formatOnType(file: Dockerfile, offset: number, typed: string, options: FormatOptions): TextEdit[] {
  const { text } = file;
  const lineStart = startOfLine(text, offset);
  if (typed !== "\n") {
    const it = file.instructionAt(offset);
    if (typed !== file.escape || !it || isBeforeAnother(text, it, offset)) return [];
    return formatRange(file, { start: offset, end: it.end }, options).filter(
      ({ range }) => file.document.offsetAt(range.start) > offset,
    );
  }
  // The line that was begun is still empty: it belongs to the instruction above only when that goes on.
  const before = file.instructionBefore(lineStart);
  const above = text.slice(startOfLine(text, lineStart - 1), lineStart).trimEnd();
  const goesOn = above.endsWith(file.escape) && !above.endsWith(file.escape.repeat(2));
  if (!before || isInHeredoc(before, lineStart) || file.commentAt(lineStart - 1)) return [];
  const indentEnd = skipBlanks(text, lineStart, text.length);
  const aboveStart = startOfLine(text, lineStart - 1);
  if (!goesOn) {
    // The editor has kept the indentation of the lines that the instruction above went on in.
    const isEnded = aboveStart > before.start && aboveStart < before.end && above.trim() !== "";
    const isBlank = lineEnd(linesOf(text), lineStart) === indentEnd;
    return isEnded && isBlank && indentEnd > lineStart
      ? [textEdit(file.document, remove({ start: lineStart, end: indentEnd }))]
      : [];
  }
  if (aboveStart !== startOfLine(text, before.start) || indentEnd > lineStart) return [];
  return [textEdit(file.document, replace({ start: lineStart, end: lineStart }, unit(options)))];
}

/** The next line with something in it was an instruction of its own until the escape character was typed: what belongs between them is still to come. */
function isBeforeAnother(text: string, it: Instruction, offset: number): boolean {
  const [, next = ""] =
    /^[^\n]{0,1000}\n(?:[ \t]*(?:#[^\n]{0,1000})?\r?\n){0,100}[ \t]*([A-Za-z]+)[ \t]/.exec(text.slice(offset)) ?? [];
  if (!isKeyword(next.toUpperCase()) || (next !== next.toUpperCase() && it.written === it.keyword)) return false;
  // What these two are about stands behind them, as `HEALTHCHECK CMD`.
  return !/^(?:ONBUILD|HEALTHCHECK(?:\s+--\S+)*)\s*$/i.test(
    text.slice(it.start, Math.min(offset - 1, it.start + 1000)),
  );
}

const isInHeredoc = (it: Instruction, offset: number): boolean =>
  it.heredocs.some(({ body, terminator }) => body.start <= offset && offset <= (terminator?.end ?? body.end));

const unit = ({ insertSpaces, tabSize }: FormatOptions): string => (insertSpaces ? " ".repeat(tabSize) : "\t");

function edits(file: Dockerfile, options: FormatOptions): Edit[] {
  const all: Edit[] = [];
  const isPlain = shellsArePlain(file);
  const lines = linesOf(file.text);
  let at = 0;
  for (const it of file.instructions) {
    all.push(...between(file, lines, { start: at, end: startOfLine(file.text, it.start) }));
    all.push(...instruction(file, lines, it, isPlain, options));
    at = it.end;
  }
  // A heredoc without its end takes all that follows.
  if (file.instructions.at(-1)?.heredocs.some((it) => it.terminator === null)) return all;
  all.push(...between(file, lines, { start: at, end: file.text.length }));
  if (options.insertFinalNewline && file.text !== "" && !/[\r\n]$/.test(file.text))
    all.push(replace({ start: file.text.length, end: file.text.length }, eolOf(file.text)));
  return all;
}

/** Comments and empty lines between instructions. */
function between(file: Dockerfile, lines: Lines, { start, end }: Span): Edit[] {
  const found: Edit[] = [];
  let empty = 0;
  for (let at = start; at < end; ) {
    const close = lineEnd(lines, at);
    const next = nextLine(lines, close);
    const first = skipBlanks(file.text, at, close);
    // The rest of an instruction's last line, or the line break behind it.
    const isRest = at > 0 && at === start && !/[\r\n]/.test(file.text[at - 1] ?? "");
    if (isRest) found.push(...trimmed(file.text, at, close));
    else if (first === close) {
      empty++;
      if (empty > MOST_EMPTY_LINES && next > close) found.push(replace({ start: at, end: next }, ""));
      else found.push(...trimmed(file.text, at, close));
    } else {
      empty = 0;
      // Above the first instruction a blank may be all that keeps a comment from being a directive.
      const isHead = file.instructions.length === 0 || at < (file.instructions[0]?.start ?? 0);
      if (first > at && !isHead && file.text[first] === "#") found.push(replace({ start: at, end: first }, ""));
      found.push(...trimmed(file.text, first, close));
    }
    at = Math.max(next, at + 1);
  }
  return found;
}

/** Takes the blanks away that stand before `end`, but none before `floor`. */
function trimmed(text: string, floor: number, end: number): Edit[] {
  let at = end;
  while (at > floor && /[ \t]/.test(text[at - 1] ?? "")) at--;
  return at < end ? [replace({ start: at, end }, "")] : [];
}

interface Continued {
  readonly start: number;
  /** Behind its indentation. */
  readonly first: number;
  readonly end: number;
}

function instruction(
  file: Dockerfile,
  lines: Lines,
  it: Instruction,
  isPlain: boolean,
  options: FormatOptions,
): Edit[] {
  const { text } = file;
  const found: Edit[] = [];
  const lineStart = startOfLine(text, it.start);
  if (lineStart < it.start && text.slice(lineStart, it.start).trim() === "" && text[lineStart] !== "\uFEFF")
    found.push(replace({ start: lineStart, end: it.start }, ""));
  found.push(...gaps(text, it));
  const headEnd = it.heredocs.length > 0 ? (it.heredocs[0]?.body.start ?? it.end) : it.end;
  const movable: Continued[] = [];
  const quotes = new Quotes(it.escape);
  let before = "";
  for (let at = it.start; at < headEnd; ) {
    const end = Math.min(lineEnd(lines, at), headEnd);
    const first = skipBlanks(text, at, end);
    const isComment = at > it.start && text[first] === "#";
    if (first < end && !isComment) {
      const trailing = trimmed(text, first, end);
      found.push(...trailing);
      const content = text.slice(at, trailing[0]?.span.start ?? end);
      if (at > it.start && !quotes.isOpen && isBoundary(before, content)) movable.push({ start: at, first, end });
      const isContinued = content.endsWith(it.escape) && !content.endsWith(it.escape.repeat(2));
      before = isContinued ? content.slice(0, -1) : content;
      quotes.read(before);
    } else found.push(...trimmed(text, at, end));
    at = Math.max(nextLine(lines, end), at + 1);
  }
  const mayMove = isPlain && !isFreeText(it) && movable.some((line) => line.first === line.start);
  if (mayMove) for (const { start } of movable) found.push(replace({ start, end: start }, unit(options)));
  return found;
}

/** Blanks between two lines part words already: more of them make no difference. */
function isBoundary(before: string, line: string): boolean {
  if (/^[ \t]/.test(line)) return true;
  return /[ \t]$/.test(before) && !/[\\`][ \t]+$/.test(before);
}

/** One blank behind the keyword and between flags, and between the words of FROM. */
function gaps(text: string, it: Instruction): Edit[] {
  const words: Span[] = [it.name, ...it.flags.map(({ word }) => word)];
  if (it.keyword === "FROM") words.push(...it.words);
  else if (it.args.to > it.args.from) words.push(it.args);
  const found: Edit[] = [];
  for (const [index, word] of words.slice(1).entries()) {
    const gap = { start: words[index]?.end ?? 0, end: word.start };
    const between = text.slice(gap.start, gap.end);
    if (between !== " " && /^[ \t]+$/.test(between)) found.push(replace(gap, " "));
  }
  return it.trigger ? [...found, ...gaps(text, it.trigger)] : found;
}

/** Every blank of the argument belongs to its value. */
function isFreeText(it: Instruction): boolean {
  const of = it.trigger ?? it;
  if (of.keyword === "ENV" || of.keyword === "LABEL") return of.pairs.some((pair) => !pair.hasEquals);
  return /^(?:MAINTAINER|WORKDIR|USER|STOPSIGNAL)$/.test(of.keyword);
}

/** Only shells are known to make no difference between one blank and many. */
function shellsArePlain(file: Dockerfile): boolean {
  for (const { json } of file.all("SHELL"))
    if (json?.values[0] && !/(?:^|[\\/])(?:[a-z]*sh|powershell|pwsh|cmd)(?:\.exe)?$/i.test(json.values[0]))
      return false;
  return true;
}

/** Whether what was read so far leaves a quote open. */
class Quotes {
  readonly #escape: string;
  #open = "";

  constructor(escapeChar: string) {
    this.#escape = escapeChar;
  }

  get isOpen(): boolean {
    return this.#open !== "";
  }

  read(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const char = text[at];
      if (char === this.#escape && this.#open !== "'") at++;
      else if (this.#open === "") this.#open = char === '"' || char === "'" ? char : "";
      else if (char === this.#open) this.#open = "";
    }
  }
}

function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !/[\r\n]/.test(text[at - 1] ?? "")) at--;
  return at;
}
