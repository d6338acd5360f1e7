import * as l10n from "@vscode/l10n";
import { insert, remove } from "../../../text/span.ts";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "from-arguments",
  aliases: ["ARGUMENT_REQUIRES_ONE_OR_THREE", "INVALID_AS"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`FROM` has an image and perhaps `AS` and a name, nothing else."),
    why: () => l10n.t("The build stops at anything else."),
    bad: "FROM alpine:3.22 base\nRUN id\n",
    good: "FROM alpine:3.22 AS base\nRUN id\n",
  },
  messages: {
    count: () => l10n.t("`FROM` takes an image, or an image, `AS` and a name."),
    notAs: (word) => l10n.t("`{0}` should be `AS`.", word),
  },
  keywords: ["FROM"],
  checkInstruction(it, report) {
    const [, second, third, fourth] = it.words;
    if (!second) return;
    if (!third) {
      const isAs = second.text.toUpperCase() === "AS";
      const fix = isAs
        ? { title: () => l10n.t("Remove `{0}`", second.text), edits: [remove(second)] }
        : { title: () => l10n.t("Insert `AS`"), edits: [insert(second.start, "AS ")] };
      return report(second, "count", { fix });
    }
    if (fourth)
      return report(fourth, "count", {
        fix: { title: () => l10n.t("Remove `{0}`", fourth.text), edits: [remove(fourth)] },
      });
    if (second.text.toUpperCase() === "AS") return;
    report(second, "notAs", {
      args: [second.text],
      fix: changeTo("AS", second),
    });
  },
});
