import * as l10n from "@vscode/l10n";
import { reportEarlier } from "../../duplicates.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "duplicate-cmd",
  aliases: ["MultipleInstructionsDisallowed", "DL4003", "MULTIPLE_INSTRUCTIONS"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A stage has more than one `CMD`."),
    why: () => l10n.t("Only the last one counts, the others do nothing."),
    bad: 'FROM alpine:3.22\nCMD ["a"]\nCMD ["b"]\n',
    good: 'FROM alpine:3.22\nCMD ["b"]\n',
  },
  messages: {
    again: (keyword) => l10n.t("This `{0}` does nothing: a later one in the same stage replaces it.", keyword),
  },
  reach: "stage",
  keywords: ["CMD"],
  check: (file, report) => reportEarlier(file, "CMD", (span, options) => report(span, "again", options)),
});
