/** Reads the arguments of a command: its flags and what they are about. */
import type { ShellCommand } from "./parse.ts";
import type { ShellWord } from "./words.ts";

/** A command by its name, also behind `exec`, `command`, `builtin` and `busybox`. */
export interface Command {
  readonly command: ShellCommand;
  /** Null when the name is not literal. */
  readonly name: string | null;
  readonly nameWord: ShellWord;
  readonly args: readonly ShellWord[];
}

export function commandOf(command: ShellCommand): Command | null {
  const [first, ...args] = command.words;
  if (!first) return null;
  const nameWord = wrapped(first, args) ?? first;
  return { command, name: nameWord.isLiteral ? nameWord.value : null, nameWord, args };
}

function wrapped(first: ShellWord, args: readonly ShellWord[]): ShellWord | undefined {
  if (first.value === "exec") return args.find((it) => !/^-[cla]+$/.test(it.value));
  return ["command", "builtin", "busybox"].includes(first.value) ? args[0] : undefined;
}

/** The names of a word's flags: `--name=v` is `name`, `-abc` is a, b, c. */
export function flagsIn(word: ShellWord): readonly string[] {
  const { value } = word;
  if (value.startsWith("--")) return value.length > 2 ? [value.slice(2).split("=", 1)[0] ?? ""] : [];
  return value.startsWith("-") ? [...value.slice(1)] : [];
}

export const isFlag = (word: ShellWord): boolean => word.value.startsWith("-") && !/^--?$/.test(word.value);

export const hasFlag = (args: readonly ShellWord[], ...names: readonly string[]): boolean =>
  args.some((word) => flagsIn(word).some((flag) => names.includes(flag)));

export const countFlag = (args: readonly ShellWord[], name: string): number =>
  args.reduce((sum, word) => sum + flagsIn(word).filter((flag) => flag === name).length, 0);

/** One of the words stands anywhere among the arguments. */
export const hasWord = (args: readonly ShellWord[], ...words: readonly string[]): boolean =>
  args.some((it) => words.includes(it.value));

/** The words that are no flags, nor values of the flags that take one as the next word. */
export function plainWords(args: readonly ShellWord[], ...withValue: readonly string[]): readonly ShellWord[] {
  const found: ShellWord[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i];
    if (!word) continue;
    if (!isFlag(word)) found.push(word);
    else if (!word.value.includes("=") && flagsIn(word).some((flag) => withValue.includes(flag))) i++;
  }
  return found;
}
