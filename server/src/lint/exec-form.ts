/** The shell form of CMD and the like as a JSON array. */
import * as l10n from "@vscode/l10n";
import type { Instruction, Word } from "../dockerfile/instruction.ts";
import { arrayEnd, oddItems } from "../dockerfile/json.ts";
import { programWords } from "../dockerfile/refactorings/exec-form.ts";
import { inheriting, type Stage } from "../dockerfile/stages.ts";
import { parseShell } from "../shell/parse.ts";
import { replace } from "../text/span.ts";
import type { Fix } from "./rule.ts";

export interface ShellForm {
  readonly it: Instruction;
  /** The stage has both CMD and ENTRYPOINT: the form of one decides what the other means. */
  readonly isBound: boolean;
}

/** The CMDs and ENTRYPOINTs that BuildKit would rather have as an array: where SHELL is set somebody wants a shell. */
export function* shellForms(stages: readonly Stage[]): Generator<ShellForm> {
  const having = (keyword: string): ReadonlySet<Stage> =>
    inheriting(stages, ({ instructions }) => instructions.some((it) => it.keyword === keyword));
  const withShell = having("SHELL");
  const withOther: Readonly<Record<string, ReadonlySet<Stage>>> = {
    CMD: having("ENTRYPOINT"),
    ENTRYPOINT: having("CMD"),
  };
  for (const stage of stages) {
    if (withShell.has(stage)) continue;
    for (const it of stage.instructions) {
      const others = withOther[it.keyword];
      if (!others || it.json || it.words.length === 0) continue;
      // Other rules tell what is wrong with an array.
      if (oddItems(it.args).length === 0 && arrayEnd(it.args.text) < 0) yield { it, isBound: others.has(stage) };
    }
  }
}

/** A program with its arguments becomes the array's items; anything that needs a shell gets one, and is no safe fix. */
export function execForm(args: Word, isBound = false): Fix {
  const program = programWords(args.text, parseShell(args.text));
  const items = program ?? ["sh", "-c", args.text];
  const array = `[${items.map((word) => JSON.stringify(word)).join(", ")}]`;
  return { title: () => l10n.t("Write as a JSON array"), edits: [replace(args, array)], assist: !program || isBound };
}
