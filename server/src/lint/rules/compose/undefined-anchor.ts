import * as l10n from "@vscode/l10n";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "undefined-anchor",
  aliases: [],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("An alias (`*name`) has no anchor (`&name`) above it."),
    why: () =>
      l10n.t("Docker Compose refuses the file: an alias repeats what stands at its anchor, which must come first."),
    bad: "x-logging: &logging\n  driver: local\nservices:\n  web:\n    image: nginx:1.29\n    logging: *loging\n",
    good: "x-logging: &logging\n  driver: local\nservices:\n  web:\n    image: nginx:1.29\n    logging: *logging\n",
  },
  messages: {
    undefined: (name) => l10n.t("No anchor `&{0}` stands above this alias.", name),
    meant: (name, other) => l10n.t("No anchor `&{0}` stands above this alias. Did you mean `*{1}`?", name, other),
  },
  check(file, report) {
    for (const alias of file.aliases) {
      if (alias.name === "" || file.target(alias)) continue;
      const above = [...file.anchors].filter(([, [first]]) => first && first.start < alias.start).map(([name]) => name);
      const meant = nearest(alias.name, above);
      if (!meant) report(alias, "undefined", { args: [alias.name] });
      else {
        const fix = changeTo(`*${meant}`, alias);
        report(alias, "meant", { args: [alias.name, meant], fix });
      }
    }
  },
});
