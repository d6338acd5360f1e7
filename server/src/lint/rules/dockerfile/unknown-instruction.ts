import * as l10n from "@vscode/l10n";
import { isKeyword, KEYWORDS } from "../../../dockerfile/keywords.ts";
import { lineStart } from "../../../text/lines.ts";
import { nearest } from "../../../text/nearest.ts";
import { lineAfter, remove } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
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
    nothing: () =>
      l10n.t("Remove this continuation character: it goes on with an instruction on the next line, and there is none."),
    meant: (word, instruction) => l10n.t("Unknown instruction: `{0}`. Did you mean `{1}`?", word, instruction),
  },
  check(file, report) {
    const last = file.instructions.at(-1);
    // Only at the end: elsewhere the next instruction would be joined.
    if (last?.keyword !== "") return;
    const lines = { start: lineStart(file.text, last.start), end: lineAfter(file.text, last.end) };
    const fix = { title: () => l10n.t("Remove the line"), edits: [remove(lines)] };
    report({ start: last.start, end: last.start + 1 }, "nothing", { fix });
  },
  checkInstruction(it, report) {
    if (isKeyword(it.keyword) || it.keyword === "") return;
    const { name } = it;
    const shown = name.text.slice(0, 60);
    const meant = nearest(it.keyword, KEYWORDS);
    if (!meant) return report(name, "unknown", { args: [shown] });
    const fix = changeTo(meant, name);
    report(name, "meant", { args: [shown, meant], fix });
  },
});
