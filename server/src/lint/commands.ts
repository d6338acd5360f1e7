/** What rules ask about the commands of a RUN. */
import type { Instruction } from "../dockerfile/instruction.ts";
import { type RunScript, scriptOf } from "../dockerfile/script.ts";
import { type Command, hasWord } from "../shell/arguments.ts";
import type { ShellWord } from "../shell/words.ts";
import { type Edit, insert, type Span } from "../text/span.ts";

export interface RunCommand extends Command {
  readonly run: Instruction;
  readonly script: RunScript;
}

/** The commands of a RUN with one of the names; all when none is given. */
export function commandsIn(run: Instruction, ...names: readonly string[]): readonly RunCommand[] {
  const script = scriptOf(run);
  // Most RUNs have none of the names: say so without building anything.
  if (!script || (names.length > 0 && !names.some((name) => script.names.has(name)))) return [];
  return script.commands.flatMap((it) =>
    names.length === 0 || (it.name !== null && names.includes(it.name)) ? [{ ...it, run, script }] : [],
  );
}

/** Where a word of the command, or the command itself, stands. */
export const spanIn = (command: RunCommand, piece: Span): Span => command.script.span(piece);

/** Adds ` text` behind a word; null in the exec form, where a word is an element of its own. */
export function insertWord(command: RunCommand, after: ShellWord, text: string): Edit[] | null {
  return command.script.form === "exec" ? null : [insert(spanIn(command, after).end, ` ${text}`)];
}

/** The RUN is nothing but commands with `&&` between them. */
export function isChain(run: Instruction): boolean {
  const script = scriptOf(run);
  if (script?.form !== "shell") return false;
  const { commands, operators } = script.script;
  return operators.every((it) => it.text === "&&") && commands.every((it) => it.depth === 0);
}

/** Adds ` && text` to a chain, before a comment of the shell that would swallow it; null where there is none. */
export function appendCommand(run: Instruction, text: string): Edit[] | null {
  const script = scriptOf(run);
  const last = script?.script.commands.at(-1);
  return script && last && isChain(run) ? [insert(script.span(last).end, ` && ${text}`)] : null;
}

/** `pip install`, under any of its names, also as `python -m pip install`. */
export function isPipInstall({ name, args }: RunCommand): boolean {
  if (!name) return false;
  if (name.startsWith("pip") && !name.startsWith("pipenv")) return hasWord(args, "install");
  const words = args.map((it) => it.value);
  return (
    name.startsWith("python") &&
    words.some((it, i) => it === "-m" && words[i + 1] === "pip" && words[i + 2] === "install")
  );
}
