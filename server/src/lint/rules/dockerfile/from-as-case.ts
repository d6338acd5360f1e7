import * as l10n from "@vscode/l10n";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "from-as-case",
  aliases: ["FromAsCasing"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`AS` is written in the same case as its `FROM`."),
    why: () => l10n.t("Docker does not care, readers do."),
    bad: "FROM alpine:3.22 as base\nRUN id\n",
    good: "FROM alpine:3.22 AS base\nRUN id\n",
  },
  messages: { same: (as, expected) => l10n.t("Write `{0}` as `{1}`, like `FROM`.", as, expected) },
  keywords: ["FROM"],
  checkInstruction(it, report) {
    const [, as, name] = it.words;
    if (!as || !name || as.text.toUpperCase() !== "AS") return;
    const { text } = it.name;
    const expected = text === "from" ? "as" : text === "FROM" ? "AS" : null;
    if (!expected || as.text === expected) return;
    report(as, "same", {
      args: [as.text, expected],
      fix: changeTo(expected, as),
    });
  },
});
