import * as l10n from "@vscode/l10n";
import { layersOf } from "../../../compose/project.ts";
import { serviceAt } from "../../../compose/services.ts";
import { issuesOfKind } from "../../../compose/validate.ts";
import { contains } from "../../../text/span.ts";
import { withoutKey } from "../../removed-lines.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "empty-section",
  aliases: [],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A key has no value."),
    why: () =>
      l10n.t(
        "Docker Compose refuses the whole file where something must stand. Remove the key, or comment it out with what was under it.",
      ),
    bad: "services:\n  web:\n    image: nginx:1.29\n    ports:\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    ports: []\n",
  },
  messages: {
    empty: (key) => l10n.t("`{0}` has no value: give it one or remove it.", key),
  },
  check(file, report) {
    // Over another file or document nothing is said; which of them has the key is not known in all cases.
    if (file.roots.length > 1 || layersOf(file)[0] !== file) return;
    const includes = file.section("include");
    for (const { pair } of issuesOfKind(file, "empty")) {
      if (includes.some((it) => contains(it.span, pair.key.start))) continue; // Read as if it was not there.
      const service = serviceAt(file, pair.key.start);
      if (file.pair(service?.body ?? null, "extends")) continue;
      const fix = withoutKey(file, pair);
      report(pair.key, "empty", { args: [pair.name], fix });
    }
  },
});
