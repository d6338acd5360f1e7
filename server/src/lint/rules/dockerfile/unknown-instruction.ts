import * as l10n from "@vscode/l10n";
import { isKeyword, KEYWORDS } from "../../../dockerfile/keywords.ts";
import { nearest } from "../../../text/nearest.ts";
import { replace } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unknown-instruction",
  aliases: ["UNKNOWN_INSTRUCTION"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A line starts with a word that is no instruction."),
    why: () =>
      l10n.t(
        "The build stops at it. Often it is a typing error, or the line before it should have ended in a continuation character.",
      ),
    bad: "FROM alpine:3.22\nCOPPY . /app\n",
    good: "FROM alpine:3.22\nCOPY . /app\n",
  },
  messages: {
    unknown: (word) => l10n.t("Unknown instruction: `{0}`.", word),
    meant: (word, instruction) => l10n.t("Unknown instruction: `{0}`. Did you mean `{1}`?", word, instruction),
  },
  checkInstruction(it, report) {
    if (isKeyword(it.keyword)) return;
    const { name } = it;
    const shown = name.text.slice(0, 60);
    const meant = nearest(it.keyword, KEYWORDS);
    if (!meant) return report(name, "unknown", { args: [shown] });
    const fix = { title: () => l10n.t("Change to `{0}`", meant), edits: [replace(name, meant)] };
    report(name, "meant", { args: [shown, meant], fix });
  },
});
