/** Text to tree: one tree per document version; a change re-reads only the instructions it touches. Never throws. */
import { isDeepStrictEqual } from "node:util";
import type { TextDocument } from "../text/document.ts";
import { lastBefore, type Span } from "../text/span.ts";
import { type Head, readDirectives } from "./directives.ts";
import { type Change, COMMENT, Dockerfile, type Memory, type TreeState } from "./dockerfile.ts";
import { Instruction } from "./instruction.ts";
import { type Lines, lineEnd, linesOf, nextLine, scanInstruction, skipBlanks } from "./scan.ts";

export function parse(document: TextDocument): Dockerfile {
  const lines = linesOf(document.getText());
  const head = readDirectives(lines);
  const source = { text: lines.text };
  const state: TreeState = { ...head, source, instructions: [], comments: [] };
  scan(lines, head.headEnd, state, () => false);
  return new Dockerfile(document, state);
}

/** The tree of `document` after `change`. The old tree gives its instructions away and must not be used any more. */
export function update(old: Dockerfile, document: TextDocument, change: Change): Dockerfile {
  const { state } = old;
  const { instructions, comments, source } = state;
  const lines = linesOf(document.getText());
  // Start at the instruction before the change: it may swallow what comes after it, or may have ended in the change.
  let first = lastBefore(instructions, change.start);
  while (first > 0 && (instructions[first]?.end ?? 0) >= change.start) first--;
  let from = instructions[first]?.start ?? state.headEnd;
  // The first line behind the directives may become one.
  if (first < 0 || from >= change.start || change.start <= lineEnd(lines, state.headEnd)) {
    if (!hasHead(state, readDirectives(lines))) return parse(document);
    first = 0;
    from = state.headEnd;
  }

  const delta = change.newEnd - change.oldEnd;
  const firstComment = lastBefore(comments, from) + 1;
  const tail = { instruction: first, comment: firstComment };
  const isOldBoundary = (at: number): boolean => {
    if (at <= change.newEnd) return false;
    const oldAt = at - delta;
    while ((instructions[tail.instruction]?.start ?? Number.POSITIVE_INFINITY) < oldAt) tail.instruction++;
    return instructions[tail.instruction]?.start === oldAt;
  };
  // Old places are read above while the new ones are collected apart; the old instructions move only afterwards.
  const fresh: TreeState = { ...state, source, instructions: [], comments: [] };
  source.text = lines.text;
  const stoppedAt = scan(lines, from, fresh, isOldBoundary);
  if (stoppedAt === null) {
    tail.instruction = instructions.length;
    tail.comment = comments.length;
  } else {
    while ((comments[tail.comment]?.start ?? Number.POSITIVE_INFINITY) < stoppedAt - delta) tail.comment++;
  }
  // What was read again only because it might have swallowed the change is still the same.
  let same = 0;
  for (; first + same < tail.instruction; same++) {
    const [was, is] = [instructions[first + same], fresh.instructions[same]];
    if (!was || is?.place !== was.place || is.length !== was.length || was.end >= change.start) break;
    fresh.instructions[same] = was;
  }
  const gone = instructions.slice(first + same, tail.instruction);
  const touched = [...gone, ...fresh.instructions.slice(same)];
  const isOther = othersNow(comments.slice(firstComment, tail.comment), fresh.comments, change);
  const memory = remember(old.memory, change, touched, isOther);
  const keptStages = old.stagesIfRead && {
    stages: old.stagesIfRead,
    first,
    oldTail: tail.instruction,
    tail: first + fresh.instructions.length,
  };
  const kept = instructions.slice(tail.instruction);
  for (const it of kept) it.place += delta;
  const keptComments = comments.slice(tail.comment);
  const moved =
    delta === 0 ? keptComments : keptComments.map((it) => ({ start: it.start + delta, end: it.end + delta }));
  const next = {
    ...state,
    instructions: instructions.slice(0, first).concat(fresh.instructions, kept),
    comments: comments.slice(0, firstComment).concat(fresh.comments, moved),
  };
  return new Dockerfile(document, next, memory, keptStages);
}

const hasHead = (state: TreeState, { directives, headEnd, escape: char }: Head): boolean =>
  state.headEnd === headEnd && state.escape === char && isDeepStrictEqual(state.directives, directives);

/** Some comment came, went or changed. */
const othersNow = (was: readonly Span[], is: readonly Span[], { start, oldEnd, newEnd }: Change): boolean =>
  was.length !== is.length ||
  was.some((it) => it.start <= oldEnd && it.end >= start) ||
  is.some((it) => it.start <= newEnd && it.end >= start);

function remember(
  { lint, changes, changed }: Memory,
  change: Change,
  touched: readonly Instruction[],
  hasOtherComments: boolean,
): Memory {
  if (lint === null) return { lint, changes: [], changed: new Set() };
  const keywords = new Set(changed);
  if (hasOtherComments) keywords.add(COMMENT);
  for (const instruction of touched)
    for (let it: Instruction | null = instruction; it; it = it.trigger) keywords.add(it.keyword);
  return { lint, changes: [...changes, change], changed: keywords };
}

/** Reads instructions and comments from a line's start on; ends, with its offset, where an old instruction can be kept. */
function scan(lines: Lines, from: number, into: TreeState, isOldBoundary: (at: number) => boolean): number | null {
  const { text } = lines;
  let at = from;
  while (at < text.length) {
    const end = lineEnd(lines, at);
    const start = skipBlanks(text, at, end);
    if (start === end || (start === end - 1 && text.charCodeAt(start) === BOM)) {
      at = nextLine(lines, end);
    } else if (text.charCodeAt(start) === HASH) {
      into.comments.push({ start, end });
      at = nextLine(lines, end);
    } else {
      if (isOldBoundary(start)) return start;
      const scanned = scanInstruction(lines, start, into.escape);
      into.instructions.push(new Instruction(into.source, scanned, into.escape, scanned.heredocs));
      for (const comment of scanned.comments) into.comments.push(comment);
      at = scanned.next;
    }
  }
  return null;
}

const HASH = 35;
const BOM = 0xfeff;
