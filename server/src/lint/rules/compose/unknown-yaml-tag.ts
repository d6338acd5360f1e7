import * as l10n from "@vscode/l10n";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "unknown-yaml-tag",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A YAML tag is not one that Docker Compose knows."),
    why: () => l10n.t("Compose files have `!reset` and `!override`; any other tag is ignored or refused."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    ports: !rest []\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    ports: !reset []\n",
  },
  messages: {
    unknown: (tag) => l10n.t("The tag `{0}` is not known: compose files have `!reset` and `!override`.", tag),
  },
  check(file, report) {
    for (const { code, span } of file.problems) {
      if (code !== "TAG_RESOLVE_FAILED") continue;
      report(span, "unknown", { args: [file.text.slice(span.start, span.end).trim().slice(0, 40)] });
    }
  },
});
