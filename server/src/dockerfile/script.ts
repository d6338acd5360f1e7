/** The shell script of a RUN (and of CMD, ENTRYPOINT, HEALTHCHECK CMD) with its commands and their places in the document. */
import { type Command, commandOf } from "../shell/arguments.ts";
import { parseShell, type Script } from "../shell/parse.ts";
import { copy } from "../text/copy.ts";
import type { Span } from "../text/span.ts";
import type { Heredoc, Instruction } from "./instruction.ts";

export interface RunScript {
  readonly script: Script;
  readonly form: "shell" | "exec" | "heredoc";
  /** Simple commands that have a name or at least a word, in order. */
  readonly commands: readonly Command[];
  /** The names of the commands. */
  readonly names: ReadonlySet<string>;
  /** Where a piece of the script stands in the document, now. */
  readonly span: (piece: Span) => Span;
  /** The interpreter that the body of a heredoc is for: named before it, or in its first line. */
  readonly shebang: string | null;
}

/** `bash`, `/bin/sh -e`, `bash -eo pipefail`: a shell that reads its script from where it stands. */
const READS_SCRIPT =
  /^(?:\/(?:\S*\/)?(?:env\s+)?)?(?:ba|da|k|a|z)?sh(?:\s+(?:--\w+|[-+](?!\w*c)\w*o\s+\w+|-(?!\w*c)\w*))*$/;

/** The heredoc that is all that a RUN runs, and the shell that is named for it on its line; null for any other RUN. */
export function heredocScript(run: Instruction): { readonly heredoc: Heredoc; readonly program: string | null } | null {
  const [heredoc, another] = run.heredocs;
  if (!heredoc || another || run.args.text.length > 1000) return null;
  const [, before = "", after = ""] = /^([^<]*?)\d*<<-?\S+([^<]*)$/.exec(run.args.text) ?? [];
  const program = `${before} ${after}`.trim();
  if (program === "") return /^\d*<</.test(run.args.text) ? { heredoc, program: null } : null;
  return READS_SCRIPT.test(program) ? { heredoc, program } : null;
}

/** The script of a RUN; null for an instruction without one. Kept as long as the instruction does not change. */
export function scriptOf(run: Instruction): RunScript | null {
  if (run.script === undefined) run.script = read(run);
  return run.script as RunScript | null; // Written above and nowhere else.
}

function read(run: Instruction): RunScript | null {
  const { json, args } = run;
  if (json) return execForm(run);
  const own = heredocScript(run);
  if (own) {
    const { heredoc, program } = own;
    const body = run.bodyText(heredoc);
    const text = heredoc.isChomped ? body.replace(/^\t+/gm, (tabs) => " ".repeat(tabs.length)) : body;
    const span = ({ start, end }: Span): Span => ({ start: heredoc.body.start + start, end: heredoc.body.start + end });
    const shebang = program ?? /^#!\s*(\S.*)/.exec(text)?.[1]?.trim() ?? null;
    const isShell = !shebang || /\b(?:ba|da|k|a|z)?sh\b/.test(shebang);
    return scriptFrom(isShell ? copy(text) : "", "heredoc", span, shebang);
  }
  const from = args.from;
  const span = ({ start, end }: Span): Span => run.word({ start: from + start, end: from + end });
  return scriptFrom(args.text, "shell", span, null);
}

function execForm(run: Instruction): RunScript {
  const items = run.json?.items ?? [];
  const values = run.json?.values ?? [];
  const starts: number[] = [];
  let length = 0;
  for (const value of values) {
    starts.push(length);
    length += value.length + 1;
  }
  const itemAt = (offset: number) =>
    items[
      Math.max(
        0,
        starts.findLastIndex((start) => start <= offset),
      )
    ] ?? run.args;
  const span = ({ start, end }: Span): Span => ({
    start: itemAt(start).start,
    end: itemAt(Math.max(start, end - 1)).end,
  });
  return scriptFrom(values.join(" "), "exec", span, null);
}

function scriptFrom(text: string, form: RunScript["form"], span: RunScript["span"], shebang: string | null): RunScript {
  const script = parseShell(text);
  const commands = script.commands.flatMap((it) => commandOf(it) ?? []);
  const names = new Set(commands.flatMap((it) => it.name ?? []));
  return { script, form, commands, names, span, shebang };
}
