import * as l10n from "@vscode/l10n";
import { insert } from "../../../text/span.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "healthcheck-type",
  aliases: ["UNKNOWN_TYPE"],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("`HEALTHCHECK` goes on with `CMD` or `NONE`."),
    why: () => l10n.t("The build stops at any other word; most often `CMD` was forgotten."),
    bad: "FROM alpine:3.22\nHEALTHCHECK curl -f http://localhost/\n",
    good: "FROM alpine:3.22\nHEALTHCHECK CMD curl -f http://localhost/\n",
  },
  messages: { type: (word) => l10n.t("`HEALTHCHECK` goes on with `CMD` or `NONE`, not with `{0}`.", word) },
  keywords: ["HEALTHCHECK"],
  checkInstruction(it, report) {
    const [first] = it.words;
    if (!first || /^(?:cmd|none)$/i.test(first.text)) return;
    const fix = { title: () => l10n.t("Insert `{0}`", "CMD"), edits: [insert(first.start, "CMD ")] };
    report(first, "type", { args: [first.text.slice(0, 40)], fix });
  },
});
