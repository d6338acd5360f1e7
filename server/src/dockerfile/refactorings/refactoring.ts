/** What a refactoring is, and what several of them must know before they may change anything. */
import type { Edit, Span } from "../../text/span.ts";
import type { Dockerfile } from "../dockerfile.ts";
import type { Instruction } from "../instruction.ts";
import { chainOf } from "../stages.ts";
import { stageOf } from "../symbols-at.ts";

export interface Change {
  readonly title: string;
  readonly kind: "refactor.rewrite" | "refactor.extract";
  readonly edits: readonly Edit[];
}

/** Null where it does not apply, or where what is built might change. */
export type Refactoring = (file: Dockerfile, it: Instruction, selection: Span) => Change | null;

/** Text between two offsets that is no comment, no empty line, nothing but the instruction itself. */
export const isUncommented = (file: Dockerfile, it: Instruction): boolean =>
  it.blankLines.length === 0 && !file.comments.some(({ start }) => it.start < start && start < it.end);

/** The commands of the instruction are read by a POSIX shell on Linux, as far as the file says. */
export function isPosix(file: Dockerfile, it: Instruction): boolean {
  if (it.escape !== "\\") return false;
  const shell = instructionsBefore(file, it).findLast((of) => of.keyword === "SHELL");
  return !shell || /(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(shell.json?.values[0] ?? "");
}

export const hasShell = (file: Dockerfile, it: Instruction): boolean =>
  instructionsBefore(file, it).some((of) => of.keyword === "SHELL");

/** What the instruction's stage is built of up to it, the stages that it is built on first. */
function instructionsBefore(file: Dockerfile, it: Instruction): Instruction[] {
  return stageInstructions(file, it).filter((of) => of.start < it.start);
}

/** All instructions of the stage and of those that it is built on. */
export function stageInstructions(file: Dockerfile, it: Instruction): Instruction[] {
  const stage = stageOf(file, it);
  return stage
    ? chainOf(stage)
        .reverse()
        .flatMap((of) => [...of.instructions])
    : [];
}
