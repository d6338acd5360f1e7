/** The shell form of CMD and ENTRYPOINT as a JSON array. */
import * as l10n from "@vscode/l10n";
import type { Instruction } from "../dockerfile/instruction.ts";
import { replace } from "../text/span.ts";
import type { Fix } from "./rule.ts";

/** Plain words become elements; anything that needs a shell gets one, and is no safe fix. */
export function execForm(it: Instruction): Fix {
  const { text } = it.args;
  const isPlain = !/[$|&;<>()*?~#\\"'`[\]{}!=\r\n]/.test(text);
  const words = isPlain ? it.words.map((word) => word.text) : ["sh", "-c", text];
  const array = `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
  return { title: () => l10n.t("Write as a JSON array"), edits: [replace(it.args, array)], assist: !isPlain };
}
