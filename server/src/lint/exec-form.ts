/** The shell form of CMD and the like as a JSON array. */
import * as l10n from "@vscode/l10n";
import type { Instruction, Word } from "../dockerfile/instruction.ts";
import { arrayEnd, oddItems } from "../dockerfile/json.ts";
import { inheriting, type Stage } from "../dockerfile/stages.ts";
import { replace } from "../text/span.ts";
import type { Fix } from "./rule.ts";

/** The CMDs and ENTRYPOINTs that BuildKit would rather have as an array: where SHELL is set somebody wants a shell. */
export function* shellForms(stages: readonly Stage[]): Generator<Instruction> {
  const withShell = inheriting(stages, ({ instructions }) => instructions.some((it) => it.keyword === "SHELL"));
  for (const stage of stages) {
    if (withShell.has(stage)) continue;
    for (const it of stage.instructions) {
      if ((it.keyword !== "CMD" && it.keyword !== "ENTRYPOINT") || it.json || it.words.length === 0) continue;
      // Other rules tell what is wrong with an array.
      if (oddItems(it.args).length === 0 && arrayEnd(it.args.text) < 0) yield it;
    }
  }
}

/** Plain words become elements; anything that needs a shell gets one, and is no safe fix. */
export function execForm(args: Word, words: readonly Word[]): Fix {
  const { text } = args;
  const isPlain = !/[$|&;<>()*?~#\\"'`[\]{}!=\r\n]/.test(text);
  const items = isPlain ? words.map((word) => word.text) : ["sh", "-c", text];
  const array = `[${items.map((word) => JSON.stringify(word)).join(", ")}]`;
  return { title: () => l10n.t("Write as a JSON array"), edits: [replace(args, array)], assist: !isPlain };
}
