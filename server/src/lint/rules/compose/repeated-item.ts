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
    why: () =>
      l10n.t(
        "The second one has no effect; often something else was meant. Some lists, such as `depends_on`, Docker Compose refuses then.",
      ),
    bad: 'services:\n  web:\n    image: nginx:1.29\n    expose:\n      - "80"\n      - "80"\n',
    good: 'services:\n  web:\n    image: nginx:1.29\n    expose:\n      - "80"\n      - "443"\n',
  },
  messages: {
    repeated: (item) => l10n.t("`{0}` is in this list already.", item),
  },
  check(file, report) {
    for (const { node, name } of issuesOfKind(file, "repeated")) {
      const fix = withoutItem(file, node);
      const isSure = REFUSED.has(name) && { isSure: true as const };
      report(node, "repeated", { args: [node.value], tag: "unnecessary", fix, ...isSure });
    }
  },
});

/** Lists that Docker Compose does not rid of what is twice before it looks whether they are right. */
const REFUSED: ReadonlySet<string> = new Set(
  "capabilities depends_on device_cgroup_rules external_links extra_hosts group_add networks security_opt volumes_from".split(
    " ",
  ),
);
