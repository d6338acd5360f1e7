/** Formatting that changes nothing it need not: the indentation of lines, blanks at their ends, the end of the file. */
import type { TextEdit } from "vscode-languageserver-types";
import { textEdit } from "../text/document.ts";
import { eolOf } from "../text/lines.ts";
import { type Edit, replace } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import type { YamlNode } from "./yaml.ts";

interface Line {
  readonly start: number;
  readonly text: string;
  readonly indent: number;
}

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertFinalNewline?: boolean;
  readonly trimTrailingWhitespace?: boolean;
}

/** None at all while the file has errors: what a line belongs to is then a guess. */
export function format(file: ComposeFile, options: FormatOptions): TextEdit[] {
  if (file.problems.some((it) => it.isError && it.code !== "DUPLICATE_KEY") || file.roots.length === 0) return [];
  const lines = linesOf(file.text);
  const layout = new Layout(file, lines, options);
  for (const root of file.roots) layout.place(root, 0);
  return layout.edits().map((it) => textEdit(file.document, it));
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const part of text.split("\n")) {
    const line = part.replace(/\r$/, "");
    lines.push({ start, text: line, indent: /^ */.exec(line)?.[0].length ?? 0 });
    start += part.length + 1;
  }
  return lines;
}

class Layout {
  readonly #file: ComposeFile;
  readonly #lines: readonly Line[];
  readonly #options: FormatOptions;
  /** By how much each line that a node decides on moves. */
  readonly #moves = new Map<number, number>();
  /** Lines inside texts, whose trailing blanks belong to them. */
  readonly #inText = new Set<number>();

  constructor(file: ComposeFile, lines: readonly Line[], options: FormatOptions) {
    this.#file = file;
    this.#lines = lines;
    this.#options = options;
  }

  /** Gives a block collection the column and its lines what follows from it. */
  place(node: YamlNode, column: number): void {
    if (node.kind === "seq" && !node.isFlow) this.#list(node.items, column);
    if (node.kind !== "map" || node.isFlow) return;
    for (const pair of node.pairs) {
      const start = pair.key.anchor?.start ?? pair.key.tag?.start ?? pair.key.start;
      const { line, character } = this.#file.document.positionAt(start);
      const isFirstOnLine = this.#lines[line]?.indent === character;
      if (isFirstOnLine) this.#moves.set(line, column - character);
      const { value } = pair;
      this.#rest(pair.key.end, value, column - character);
      const isList = value.kind === "seq" && !value.isFlow;
      const listColumn = isList ? this.#dashColumn(value.start) : 0;
      // A list may stand in the column of its key, and stays there.
      const inner = isList && listColumn === character ? column : column + this.#options.tabSize;
      this.place(value, inner);
    }
  }

  #list(items: readonly YamlNode[], column: number): void {
    for (const item of items) {
      const start = item.anchor?.start ?? item.tag?.start ?? item.start;
      const dash = this.#file.text.lastIndexOf("-", start - 1);
      const { line, character } = this.#file.document.positionAt(Math.max(dash, 0));
      const move = column - character;
      if (this.#lines[line]?.indent === character) this.#moves.set(line, move);
      this.#rest(start, item, move);
      const { character: inside, line: itemLine } = this.#file.document.positionAt(item.start);
      this.place(item, itemLine === line ? inside + move : column + this.#options.tabSize);
    }
  }

  #dashColumn(start: number): number {
    const dash = this.#file.text.lastIndexOf("-", start);
    return this.#file.document.positionAt(Math.max(dash, 0)).character;
  }

  /** The further lines of a text or a flow collection move with the line they begin in. */
  #rest(from: number, node: YamlNode, move: number): void {
    const isBlock = (node.kind === "map" || node.kind === "seq") && !node.isFlow;
    if (isBlock) return;
    const first = this.#file.document.positionAt(from).line;
    const { line: last, character } = this.#file.document.positionAt(node.end);
    for (let line = first + 1; line <= last; line++) {
      if (line === last && character === 0) break;
      this.#moves.set(line, move);
      if (node.kind === "scalar") this.#inText.add(line);
    }
  }

  edits(): Edit[] {
    const edits: Edit[] = [];
    let next: { indent: number; move: number } | null = null;
    for (let i = this.#lines.length - 1; i >= 0; i--) {
      const line = this.#lines[i];
      if (!line) continue;
      const own = this.#moves.get(i);
      const isText = this.#inText.has(i);
      const isComment = !isText && line.text[line.indent] === "#";
      const isBlank = line.text.trim() === "";
      const move = isComment ? commentMove(line, next) : (own ?? 0);
      if (own !== undefined && !isComment && !isText) next = { indent: line.indent, move: own };
      const indent = Math.max(0, line.indent + move);
      if (!isBlank && indent !== line.indent) {
        edits.push(replace({ start: line.start, end: line.start + line.indent }, " ".repeat(indent)));
      }
      const isKept = isText || this.#options.trimTrailingWhitespace === false;
      const trimmed = isKept ? line.text.length : line.text.trimEnd().length;
      const end = line.start + line.text.length;
      if (trimmed < line.text.length) edits.push(replace({ start: line.start + trimmed, end }, ""));
    }
    const { text } = this.#file;
    const wantsEnd = this.#options.insertFinalNewline === true && text !== "" && !text.endsWith("\n");
    if (wantsEnd && !this.#inText.has(this.#lines.length - 1)) {
      edits.push(replace({ start: text.length, end: text.length }, eolOf(text)));
    }
    return edits.reverse();
  }
}

/** A comment stands like the line below it, if it stood there or deeper before. */
function commentMove(line: Line, next: { indent: number; move: number } | null): number {
  if (!next) return 0;
  return line.indent >= next.indent ? next.indent + next.move - line.indent : next.move;
}
