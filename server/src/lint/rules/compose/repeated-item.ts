import * as l10n from "@vscode/l10n";
import { issuesOfKind } from "../../../compose/validate.ts";
import { withoutItem } from "../../removed-lines.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "repeated-item",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A list has the same item twice."),
    why: () => l10n.t("The second one has no effect; often something else was meant."),
    bad: 'services:\n  web:\n    image: nginx:1.29\n    expose:\n      - "80"\n      - "80"\n',
    good: 'services:\n  web:\n    image: nginx:1.29\n    expose:\n      - "80"\n      - "443"\n',
  },
  messages: {
    repeated: (item) => l10n.t("`{0}` is in this list already.", item),
  },
  check(file, report) {
    for (const { node } of issuesOfKind(file, "repeated")) {
      const fix = withoutItem(file, node);
      report(node, "repeated", { args: [node.value], tag: "unnecessary", fix });
    }
  },
});
