/** Semantic tokens: what the grammar cannot know, from stage names to the commands in a RUN. */
import { KeptWith } from "../text/once.ts";
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

/** The tokens of one instruction, kept as long as it does not change. */
interface Known {
  /** It names a stage of the file; another answer gives other tokens. */
  readonly namesStage: boolean;
  /** Offset of the first token in the instruction. */
  readonly first: number;
  /** From the first token to the last. */
  readonly lines: number;
  /** Five numbers per token; the first two, which say where the first one is, are written anew each time. */
  readonly data: number[];
}

const known = new KeptWith<Instruction, Known>();

/** V8 takes so many arguments of a call without trouble. */
const BATCH = 10_000;

/** Five numbers per token, as LSP wants them. */
export function semanticTokens(file: Dockerfile): number[] {
  const parts: number[][] = [];
  let lastLine = 0;
  for (const it of file.instructions) {
    const { data, first, lines } = knownOf(it, file);
    if (data.length === 0) continue;
    // Two instructions are never on one line.
    const { line, character } = file.document.positionAt(it.start + first);
    data[0] = line - lastLine;
    data[1] = character;
    parts.push(data);
    lastLine = line + lines;
  }
  // Many times faster than to push each number, and than `flat`.
  let all: number[] = [];
  for (let at = 0; at < parts.length; at += BATCH) all = all.concat(...parts.slice(at, at + BATCH));
  return all;
}

function knownOf(instruction: Instruction, file: Dockerfile): Known {
  const namesStage = isStageNamed(instruction, file);
  const found = known.get(instruction);
  if (found?.namesStage === namesStage) return found;
  const made = read(instruction, file, namesStage);
  known.set(instruction, made);
  return made;
}

function read(instruction: Instruction, file: Dockerfile, namesStage: boolean): Known {
  const tokens: Token[] = [];
  collect(instruction, file, tokens);
  tokens.sort((a, b) => a.start - b.start || b.end - a.end);
  const { document } = file;
  const data: number[] = [];
  let first: { readonly offset: number; readonly line: number } | null = null;
  let last = { line: 0, character: 0 };
  let lastEnd = -1;
  for (const { start, end, type, isDeclaration } of tokens) {
    if (start < lastEnd || end <= start) continue; // Tokens may not overlap.
    const at = document.positionAt(start);
    if (end > start + 1 && document.positionAt(end - 1).line > at.line) continue; // Nor go on in another line.
    first ??= { offset: start - instruction.start, line: at.line };
    const character = at.line === last.line ? at.character - last.character : at.character;
    data.push(at.line - last.line, character, end - start, INDEX[type], isDeclaration ? 1 : 0);
    last = at;
    lastEnd = end;
  }
  return { namesStage, first: first?.offset ?? 0, lines: first ? last.line - first.line : 0, data };
}

function isStageNamed(it: Instruction, file: Dockerfile): boolean {
  if (it.trigger) return isStageNamed(it.trigger, file);
  const word = it.keyword === "FROM" ? it.words[0] : it.keyword === "COPY" ? it.flag("from")?.value : null;
  return word ? file.stages.byName.has(word.text.toLowerCase()) : false;
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
    if (image && !image.text.includes("$")) add(image, isStageNamed(it, file) ? "class" : "type");
    if (as && name) {
      add(as, "keyword");
      add(name, "class", true);
    }
  } else if (keyword === "COPY") {
    const from = it.flag("from")?.value;
    if (from && isStageNamed(it, file)) add(from, "class");
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
