/** Finds the line of a RUN that failed, where the output of the step leaves no doubt. */

/** `text` is the instruction as written. Counts from its first line, 0; null where it cannot be told. */
export function failedLine(text: string, output: readonly string[]): number | null {
  const lines = text.split("\n");
  if (lines.length < 2) return null;
  return byNumber(lines, output) ?? byTrace(lines, output) ?? byMissingCommand(lines, output);
}

/** One that is the script itself; behind a command it would be that command's input. */
const HERE_DOCUMENT = /^\s*RUN\s+(?:--\S+\s+)*<<-?\s*(["']?)\w+\1\s*$/i;

/** `/bin/sh: line 3: …`, `/bin/sh: 3: …`: the shell counts the lines of a here-document; those that `\` joins are one. */
function byNumber(lines: readonly string[], output: readonly string[]): number | null {
  if (!HERE_DOCUMENT.test(lines[0] ?? "")) return null;
  const numbers = output.flatMap((it) => /^(?:\S*\/)?(?:ba|da|z|k)?sh: (?:line )?(\d+): /.exec(it)?.[1] ?? []);
  const number = Number(numbers.at(-1));
  return number >= 1 && number < lines.length ? number : null;
}

/** Under `set -x` the shell prints each command before it runs: the last one failed. */
function byTrace(lines: readonly string[], output: readonly string[]): number | null {
  if (!/\bset -[a-z]*x|\bsh -[a-z]*x/.test(lines.join("\n"))) return null;
  const last = output.findLast((it) => /^\++ /.test(it));
  return last === undefined ? null : onlyOne(lines, (line) => line === last.replace(/^\++ /, ""));
}

/** `/bin/sh: nope: not found`, `bash: line 1: nope: command not found` */
function byMissingCommand(lines: readonly string[], output: readonly string[]): number | null {
  const missing = output.flatMap(
    (it) => /sh: (?:(?:line )?\d+: )?([\w./-]+): (?:command )?not found$/.exec(it)?.[1] ?? [],
  );
  const name = missing.at(-1);
  return name === undefined ? null : onlyOne(lines, (line) => line.split(/\s+/)[0] === name);
}

function onlyOne(lines: readonly string[], isIt: (command: string) => boolean): number | null {
  const found = lines.flatMap((line, i) => (isIt(commandOf(line)) ? [i] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What a line of a chain runs: without `RUN`, `&&` and the backslash at its end. */
const commandOf = (line: string): string =>
  line
    .replace(/^\s*RUN\s+/i, "")
    .replace(/^\s*(?:&&|\|\||;)/, "")
    .replace(/\s*(?:&&|\|\||;)?\s*\\?\s*$/, "")
    .trim();
