import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "missing-equals",
  aliases: ["SYNTAX_MISSING_EQUALS"],
  severity: "error",
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
    for (const pair of it.pairs)
      if (!pair.hasEquals) report(pair.word, "equals", { args: [pair.word.text.slice(0, 60)] });
  },
});
