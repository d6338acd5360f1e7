/** `RUN a && b` becomes a heredoc that stops at the first command that fails. */

import * as l10n from "@vscode/l10n";
import { eolOf } from "../../text/lines.ts";
import { replace } from "../../text/span.ts";
import { scriptOf } from "../script.ts";
import { isPosix, isUncommented, type Refactoring } from "./refactoring.ts";

const MOST_BLANKS = 1000;

export const toHeredoc: Refactoring = (file, it) => {
  if (it.keyword !== "RUN" || it.json || it.heredocs.length > 0) return null;
  const script = scriptOf(it)?.script;
  const text = it.args.text;
  if (!script?.isParsed || text.includes("<<") || !isPosix(file, it) || !isUncommented(file, it)) return null;
  const cuts = script.operators.filter(({ text: operator, depth }) => operator === "&&" && depth === 0);
  const isPlain = script.operators.every((of) => of.depth === 0 && (of.text === "&&" || of.text === "|"));
  if (cuts.length === 0 || !isPlain) return null;
  const starts = [0, ...cuts.map(({ end }) => end)];
  const ends = [...cuts.map(({ start }) => start), text.length];
  const parts = starts.map((start, index) => it.args.part(start, ends[index]));
  // `set -e` does not end at a command that is negated.
  if (parts.some((part) => /^\s*(?:!|\{|if|for|while|until|case)(?:\s|$)/.test(part.text))) return null;
  const lines = parts.map(({ start, end }) => withoutJoints(file.text.slice(start, end)));
  if (lines.some((line) => line === "EOF" || line === "")) return null;
  const eol = eolOf(file.text);
  const body = ["<<EOF", "set -e", ...lines, "EOF"].join(eol);
  // With a blank behind it the last line would not be the end.
  const blanks = /^[ \t]*/.exec(file.text.slice(it.args.end, it.args.end + MOST_BLANKS))?.[0].length ?? 0;
  const span = { start: it.args.start, end: it.args.end + blanks };
  return { title: l10n.t("Write as a heredoc"), kind: "refactor.rewrite", edits: [replace(span, body)] };
};

/** The line breaks around a command, which went on behind an escape character. */
const withoutJoints = (part: string): string => part.replace(/^(?:\s|\\[ \t]*\r?\n)+|(?:\s|\\[ \t]*\r?\n)+$/g, "");
