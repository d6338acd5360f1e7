/** Two RUNs in one. */
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Instruction } from "../dockerfile/instruction.ts";
import { scriptOf } from "../dockerfile/script.ts";
import { replace } from "../text/span.ts";
import type { Fix } from "./rule.ts";

/** The flags of a RUN, as one text: only RUNs of the same flags can be joined. */
export const flagText = (run: Instruction): string => run.flags.map((flag) => flag.word.text).join(" ");

/** A comment of the shell would swallow the `&&`; behind `;` or `&` it is no syntax. */
const ENDS_OPEN = /[;&|]\s*$|(?:^|\s)#/;

/** Joins two RUNs that follow each other by `&&`; null where they are no plain scripts, or a comment stands between. */
export function joined(file: Dockerfile, first: Instruction, second: Instruction, title: Fix["title"]): Fix | null {
  const runs = [first, second];
  const arePlain = runs.every((run) => scriptOf(run)?.form === "shell" && run.scannedHeredocs.length === 0);
  const gap = { start: first.args.end, end: second.args.start };
  if (
    !arePlain ||
    ENDS_OPEN.test(first.args.text) ||
    flagText(first) !== flagText(second) ||
    file.text.slice(gap.start, gap.end).includes("#")
  )
    return null;
  return { title, edits: [replace(gap, ` ${file.escape}\n    && `)] };
}
