import * as l10n from "@vscode/l10n";
import { reportEarlier } from "../../duplicates.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "duplicate-healthcheck",
  aliases: ["MultipleInstructionsDisallowed", "DL3012", "MULTIPLE_INSTRUCTIONS"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("A stage has more than one `HEALTHCHECK`."),
    why: () => l10n.t("Only the last one counts, the others do nothing."),
    bad: "FROM alpine:3.22\nHEALTHCHECK CMD true\nHEALTHCHECK NONE\n",
    good: "FROM alpine:3.22\nHEALTHCHECK NONE\n",
  },
  messages: {
    again: (keyword) => l10n.t("This `{0}` does nothing: a later one in the same stage replaces it.", keyword),
  },
  reach: "stage",
  keywords: ["HEALTHCHECK"],
  check: (file, report) => reportEarlier(file, "HEALTHCHECK", (span, options) => report(span, "again", options)),
});
