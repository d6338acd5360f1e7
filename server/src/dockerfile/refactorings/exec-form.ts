/** A simple command in the shell form becomes a JSON array: it then runs without a shell around it. */
import * as l10n from "@vscode/l10n";
import { parseShell, type Script } from "../../shell/parse.ts";
import { replace } from "../../text/span.ts";
import type { Instruction, Word } from "../instruction.ts";
import { scriptOf } from "../script.ts";
import { hasShell, isUncommented, type Refactoring, stageInstructions } from "./refactoring.ts";

/** What only a shell can do. */
const BUILTINS: ReadonlySet<string> = new Set(
  "alias bg break cd command continue eval exec exit export fg getopts hash jobs local read readonly return set shift source times trap type ulimit umask unalias unset wait . :".split(
    " ",
  ),
);

export const execForm: Refactoring = (file, it) => {
  const words = commandWords(it);
  if (!words || it.json || it.heredocs.length > 0 || hasShell(file, it) || !isUncommented(file, it)) return null;
  if (it.escape !== "\\" || isBound(stageInstructions(file, it), it)) return null;
  const script = words.from === it.args.from ? scriptOf(it)?.script : parseShell(words.text);
  const values = script && programWords(words.text, script);
  if (!values) return null;
  const title = l10n.t("Write `{0}` in the exec form", it.keyword);
  const array = `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
  return { title, kind: "refactor.rewrite", edits: [replace(words, array)] };
};

/** Where the command is written; null for instructions that have none. */
export function commandWords(it: Instruction): Word | null {
  if (/^(?:RUN|CMD|ENTRYPOINT)$/.test(it.keyword)) return it.args.to > it.args.from ? it.args : null;
  if (it.keyword !== "HEALTHCHECK" || it.words[0]?.text.toUpperCase() !== "CMD") return null;
  const [, first] = it.words;
  return first ? it.args.part(first.from - it.args.from) : null;
}

/** CMD and ENTRYPOINT in one image: the form of one decides what the other one means. */
export function isBound(instructions: readonly Instruction[], it: Instruction): boolean {
  const other = it.keyword === "CMD" ? "ENTRYPOINT" : it.keyword === "ENTRYPOINT" ? "CMD" : null;
  return instructions.some((of) => of.keyword === other);
}

/** A program and its arguments, where a shell would only start it (perhaps by `exec`) and expand nothing; else null. */
export function programWords(text: string, { commands, operators, isParsed }: Script): string[] | null {
  const [command] = commands;
  if (!isParsed || !command || commands.length > 1 || operators.length > 0) return null;
  const words = command.words.slice(command.words[0]?.value === "exec" ? 1 : 0);
  const name = words[0]?.value ?? "-";
  if (command.depth > 0 || command.assignments.length > 0 || BUILTINS.has(name) || name.startsWith("-")) return null;
  // Redirections, comments and the like stand between the words.
  let end = 0;
  for (const word of command.words) {
    if (text.slice(end, word.start).trim() !== "") return null;
    end = word.end;
  }
  if (text.slice(end).trim() !== "") return null;
  const isLiteral = command.words.every(
    ({ isLiteral, start, end }) => isLiteral && !/^~|[*?[\]{}!\\\p{Cc}]/u.test(text.slice(start, end)),
  );
  return isLiteral ? words.map(({ value }) => value) : null;
}
