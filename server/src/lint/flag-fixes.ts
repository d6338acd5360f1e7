/** Fixes that several rules about flags have. */
import * as l10n from "@vscode/l10n";
import type { Flag } from "../dockerfile/instruction.ts";
import { remove } from "../text/span.ts";
import type { Fix } from "./rule.ts";

/** Takes the flag away, with the blank behind it. */
export function dropFlag({ word }: Flag): Fix {
  const hasBlank = /\s/.test(word.owner.logical.text[word.to] ?? "");
  return {
    title: () => l10n.t("Remove `{0}`", word.text),
    edits: [remove({ start: word.start, end: word.end + (hasBlank ? 1 : 0) })],
  };
}
