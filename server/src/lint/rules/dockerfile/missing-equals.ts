import * as l10n from "@vscode/l10n";
import type { Pair, Word } from "../../../dockerfile/instruction.ts";
import { insert } from "../../../text/span.ts";
import { dockerfileRule, type Fix } from "../../rule.ts";

export default dockerfileRule({
  id: "missing-equals",
  aliases: ["SYNTAX_MISSING_EQUALS"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A pair of `ENV` or `LABEL` has no `=`."),
    why: () =>
      l10n.t(
        "The build stops: when the first pair has an `=`, all must, and a value with blanks must stand in quotes.",
      ),
    bad: "FROM alpine:3.22\nENV NAME=Ada Lovelace\n",
    good: 'FROM alpine:3.22\nENV NAME="Ada Lovelace"\n',
  },
  messages: {
    equals: (word) => l10n.t("`{0}` has no `=`: put the value before it in quotes, or write `{0}=value`.", word),
  },
  keywords: ["ENV", "LABEL"],
  checkInstruction(it, report) {
    if (!it.pairs[0]?.hasEquals) {
      // `LABEL key` alone.
      const [pair] = it.pairs;
      if (it.keyword === "LABEL" && pair && !pair.value)
        report(pair.word, "equals", { args: [pair.word.text.slice(0, 60)], builds: /\s/.test(pair.word.text) });
      return;
    }
    let value: Word | null = null;
    for (const [index, pair] of it.pairs.entries()) {
      if (pair.hasEquals) value = pair.value;
      else {
        const fix = it.pairs[index - 1]?.hasEquals && value ? inQuotes(value, it.pairs.slice(index)) : null;
        report(pair.word, "equals", { args: [pair.word.text.slice(0, 60)], fix });
      }
    }
  },
});

/** One value of a value and the words that follow it; null where it has quotes, escapes or more lines already. */
function inQuotes(value: Word, following: readonly Pair[]): Fix | null {
  const next = following.findIndex((it) => it.hasEquals);
  const last = following[(next < 0 ? following.length : next) - 1]?.word;
  if (!last) return null;
  const { owner } = value;
  const text = owner.logical.text.slice(value.from, last.to);
  if (/["'\\`]/.test(text) || last.end - value.start !== text.length) return null;
  return { title: () => l10n.t("Put it in quotes"), edits: [insert(value.start, '"'), insert(last.end, '"')] };
}
