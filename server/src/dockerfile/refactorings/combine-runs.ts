/** Several RUN that follow each other become one layer. */

import * as l10n from "@vscode/l10n";
import { eolOf } from "../../text/lines.ts";
import { type Edit, replace } from "../../text/span.ts";
import type { Dockerfile } from "../dockerfile.ts";
import type { Instruction } from "../instruction.ts";
import { scriptOf } from "../script.ts";
import { isPosix, type Refactoring } from "./refactoring.ts";

/** What a shell keeps for the commands after it, which a new RUN would not. */
const LASTING: ReadonlySet<string> = new Set(
  "alias cd eval exec exit export popd pushd read readonly return set shopt source trap ulimit umask unset .".split(
    " ",
  ),
);

export const combineRuns: Refactoring = (file, it, selection) => {
  const first = file.instructions.indexOf(it);
  const runs = [it];
  for (const next of file.instructions.slice(first + 1)) {
    const isMeant = runs.length === 1 || next.start < selection.end;
    if (!isMeant || !follows(file, runs.at(-1) ?? it, next)) break;
    runs.push(next);
  }
  const edits: Edit[] = [];
  for (const [index, run] of runs.slice(1).entries()) {
    const before = runs[index];
    if (!before) return null;
    edits.push(replace({ start: before.end, end: run.args.start }, ` && \\${eolOf(file.text)}    `));
  }
  if (edits.length === 0) return null;
  const title =
    runs.length === 2 ? l10n.t("Combine with the next `RUN`") : l10n.t("Combine {0} `RUN` into one", runs.length);
  return { title, kind: "refactor.rewrite", edits };
};

/** Nothing but empty lines parts them, and the second one does not see what the first one left behind. */
function follows(file: Dockerfile, before: Instruction, after: Instruction): boolean {
  if (!isShellRun(file, before) || !isShellRun(file, after)) return false;
  if (file.text.slice(before.end, after.start).trim() !== "") return false;
  const flags = ({ flags }: Instruction): string => flags.map(({ word }) => word.text).join(" ");
  if (flags(before) !== flags(after)) return false;
  const first = scriptOf(before);
  const second = scriptOf(after);
  const isLasting = first?.script.commands.some(
    ({ words, depth }) => depth === 0 && (words.length === 0 || LASTING.has(words[0]?.value ?? "")),
  );
  const endsOpen = first?.script.operators.some(({ text, depth }) => text === "&" && depth === 0);
  // `a && b || c` is something else than `a` and then `b || c`.
  const isSplit = second?.script.operators.some(({ text, depth }) => depth === 0 && /^(?:\|\||;|&)$/.test(text));
  return !isLasting && !endsOpen && !isSplit && !/[#]/.test(before.args.text);
}

const isShellRun = (file: Dockerfile, it: Instruction): boolean =>
  it.keyword === "RUN" &&
  !it.json &&
  it.heredocs.length === 0 &&
  isPosix(file, it) &&
  scriptOf(it)?.script.isParsed === true &&
  /[^\\;&|\s]$/.test(it.args.text);
