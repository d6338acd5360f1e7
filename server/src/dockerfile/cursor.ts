/** Where in an instruction the cursor is. */
import type { Dockerfile } from "./dockerfile.ts";
import type { Instruction } from "./instruction.ts";

/**
 * The instruction that is being written at the offset: the one it is in, the one whose last line goes on with nothing but
 * blanks, or the one that is continued on this still empty line.
 */
export function instructionNear(file: Dockerfile, offset: number): Instruction | null {
  const at = file.instructionAt(offset);
  if (at) return at.heredocs.some((it) => offset >= it.body.start) ? null : at;
  const before = file.instructionBefore(offset);
  if (!before || before.heredocs.length > 0) return null;
  const gap = file.text.slice(before.end, offset);
  const tail = file.text.slice(Math.max(before.start, before.end - 20), before.end);
  const isOpen = tail.trimEnd().endsWith(before.escape);
  return /^[ \t]*$/.test(gap) || (isOpen && /^\s*$/.test(gap)) ? before : null;
}

/** What stands before the cursor in an instruction, continuations taken out. */
export interface Written {
  readonly instruction: Instruction;
  /** From the keyword to the cursor. */
  readonly text: string;
  /** The word the cursor is in or at the end of; empty behind a blank. */
  readonly word: string;
  readonly wordStart: number;
  /** The finished words before it, without the keyword. */
  readonly before: readonly string[];
}

export function writtenBefore(outer: Instruction, offset: number): Written {
  let it = outer;
  while (it.trigger && offset > it.trigger.name.end) it = it.trigger;
  const end = offset > outer.end ? outer.logical.text.length : outer.indexAt(offset);
  const text = outer.logical.text.slice(it.name.from, Math.max(end, it.name.from));
  const isBehind =
    offset > outer.end &&
    /\s/.test(outer.logical.text.at(-1) ?? "") === false &&
    offset > outer.endOffsetAt(outer.logical.text.length);
  const open = isBehind && !isContinuedWord(outer, offset) ? `${text} ` : text;
  const word = /\S*$/.exec(open)?.[0] ?? "";
  const head = open.slice(0, open.length - word.length);
  const before = head.split(/\s+/).filter(Boolean).slice(1);
  return { instruction: it, text: open, word, wordStart: offset - word.length, before };
}

/** The cursor stands at the very start of a continued line: the word from the line above goes on there. */
function isContinuedWord(it: Instruction, offset: number): boolean {
  const gap = it.textUpTo(offset);
  return /[\r\n]$/.test(gap) || gap === "";
}
