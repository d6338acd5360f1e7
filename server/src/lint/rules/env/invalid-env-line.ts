import * as l10n from "@vscode/l10n";
import { envRule } from "../../rule.ts";

export default envRule({
  id: "invalid-env-line",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("A line of `.env` is none that Docker Compose can read."),
    why: () => l10n.t("Docker Compose stops at it, whatever it is asked to do."),
    bad: "TAG=1.4\nMY NAME=shop\n",
    good: "TAG=1.4\nMY_NAME=shop\n",
  },
  messages: {
    name: (character) =>
      l10n.t("`{0}` cannot be in the name of a variable: use letters, digits and `_`, then `=`.", character),
    blank: () => l10n.t("A blank cannot be in the name of a variable: write `NAME=value`, or `#` before a comment."),
    missing: () => l10n.t("The name of the variable is missing."),
    quote: (quote) => l10n.t("Nothing closes the quote `{0}`.", quote),
  },
  check(env, report) {
    for (const { kind, span, text } of env.faults) {
      if (kind === "quote") report(span, "quote", { args: [text] });
      else if (text === "=" || text === ":" || text === "") report(span, "missing");
      else report(span, /\s/.test(text) ? "blank" : "name", { args: [text] });
    }
  },
});
