import * as l10n from "@vscode/l10n";
import { reportEarlier } from "../../duplicates.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "duplicate-entrypoint",
  aliases: ["MultipleInstructionsDisallowed", "DL4004", "MULTIPLE_INSTRUCTIONS"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A stage has more than one `ENTRYPOINT`."),
    why: () => l10n.t("Only the last one counts, the others do nothing."),
    bad: 'FROM alpine:3.22\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]\n',
    good: 'FROM alpine:3.22\nENTRYPOINT ["b"]\n',
  },
  messages: {
    again: (keyword) => l10n.t("This `{0}` does nothing: a later one in the same stage replaces it.", keyword),
  },
  reach: "stage",
  keywords: ["ENTRYPOINT"],
  check: (file, report) => reportEarlier(file, "ENTRYPOINT", (span, options) => report(span, "again", options)),
});
