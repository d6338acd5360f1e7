import * as l10n from "@vscode/l10n";
import { issuesOfKind } from "../../../compose/validate.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "empty-section",
  aliases: [],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A key has no value."),
    why: () =>
      l10n.t(
        "Where a mapping or list is expected, Docker Compose takes nothing for a mistake. Remove the key, or comment it out with what was under it.",
      ),
    bad: "services:\n  web:\n    image: nginx:1.29\n    ports:\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    ports: []\n",
  },
  messages: {
    empty: (key) => l10n.t("`{0}` has no value: give it one or remove it.", key),
  },
  check(file, report) {
    for (const { pair } of issuesOfKind(file, "empty")) report(pair.key, "empty", { args: [pair.name] });
  },
});
