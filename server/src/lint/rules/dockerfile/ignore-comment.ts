import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "ignore-comment",
  aliases: ["DL1001"],
  severity: "off",
  docs: {
    summary: () => l10n.t("A comment switches off a rule."),
    why: () => l10n.t("For projects that want every exception in their configuration, where it can be seen."),
    bad: "# hadolint ignore=DL3006\nFROM alpine\n",
    good: "FROM alpine:3.22\n",
  },
  messages: { used: () => l10n.t("A rule is switched off here.") },
  check(file, report) {
    for (const comment of file.comments) {
      const text = file.text.slice(comment.start, Math.min(comment.end, comment.start + 500));
      if (/^#\s*hadolint\s+(?:global\s+|stage\s+)?ignore\s*=/i.test(text)) report(comment, "used");
    }
  },
});
