/** Semantic tokens: what the grammar cannot know, from stage names to the commands in a RUN. */
import type { Span } from "../text/span.ts";
import { TOKEN_TYPES, type TokenType } from "../text/token-types.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction } from "./instruction.ts";
import { isKeyword } from "./keywords.ts";
import { scriptOf } from "./script.ts";

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly isDeclaration: boolean;
}

const INDEX = Object.fromEntries(TOKEN_TYPES.map((type, index) => [type, index])) as Record<TokenType, number>; // All of them.

/** Five numbers per token, as LSP wants them. */
export function semanticTokens(file: Dockerfile): number[] {
  const data: number[] = [];
  const { document } = file;
  // Tokens come in order, so the line is found by going on from the last one.
  let line = 0;
  let lineStart = 0;
  let nextStart = document.offsetAt({ line: 1, character: 0 });
  let lastLine = 0;
  let lastStart = 0;
  let lastEnd = -1;
  for (const it of file.instructions) {
    const tokens: Token[] = [];
    collect(it, file, tokens);
    tokens.sort((a, b) => a.start - b.start || b.end - a.end);
    for (const { start, end, type, isDeclaration } of tokens) {
      if (start < lastEnd || end <= start) continue; // Tokens may not overlap.
      while (start >= nextStart && line < document.lineCount - 1) {
        line++;
        lineStart = nextStart;
        nextStart =
          line < document.lineCount - 1 ? document.offsetAt({ line: line + 1, character: 0 }) : file.text.length + 1;
      }
      if (end > nextStart) continue;
      const from = line === lastLine ? lastStart : lineStart;
      data.push(line - lastLine, start - from, end - start, INDEX[type], isDeclaration ? 1 : 0);
      lastLine = line;
      lastStart = start;
      lastEnd = end;
    }
  }
  return data;
}

function collect(it: Instruction, file: Dockerfile, into: Token[]): void {
  const add = (span: Span, type: TokenType, isDeclaration = false): void => {
    into.push({ start: span.start, end: span.end, type, isDeclaration });
  };
  const { keyword } = it;
  if (isKeyword(keyword)) add(it.name, "keyword");
  for (const { nameWord } of it.flags) add(nameWord, "parameter");
  for (const { nameSpan } of it.variables) add(nameSpan, "variable");
  for (const { nameWord, terminator } of it.heredocs) {
    add(nameWord, "macro", true);
    if (terminator) add(terminator, "macro");
  }
  if (keyword === "FROM") {
    const [image, as, name] = it.words;
    if (image && !image.text.includes("$"))
      add(image, file.stages.byName.has(image.text.toLowerCase()) ? "class" : "type");
    if (as && name) {
      add(as, "keyword");
      add(name, "class", true);
    }
  } else if (keyword === "COPY") {
    const from = it.flag("from")?.value;
    if (from && file.stages.byName.has(from.text.toLowerCase())) add(from, "class");
  } else if (keyword === "ARG" || keyword === "ENV") {
    for (const { name } of it.pairs) add(name, "variable", true);
  } else if (keyword === "LABEL") {
    for (const { name } of it.pairs) add(name, "property");
  } else if (keyword === "RUN") {
    const script = scriptOf(it);
    if (script?.form !== "exec")
      for (const { nameWord } of script?.commands ?? [])
        if (script && nameWord.isLiteral) add(script.span(nameWord), "function");
  }
  if (it.trigger) collect(it.trigger, file, into);
}
