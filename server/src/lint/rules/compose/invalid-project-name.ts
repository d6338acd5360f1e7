import * as l10n from "@vscode/l10n";
import { changeTo } from "../../change-to.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "invalid-project-name",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("The name of the project has characters that are not allowed."),
    why: () =>
      l10n.t(
        "Docker Compose leaves them out of the names of containers, networks and volumes, and refuses a name of which nothing is left.",
      ),
    bad: "name: My Shop\nservices:\n  web:\n    image: nginx:1.29\n",
    good: "name: my-shop\nservices:\n  web:\n    image: nginx:1.29\n",
  },
  messages: {
    invalid: (name) => l10n.t("`{0}` is no project name: use lower-case letters, digits, `-` and `_`.", name),
  },
  check(file, report) {
    for (const pair of file.section("name")) {
      const node = file.resolve(pair.value);
      if (node?.kind !== "scalar" || node.type !== "string" || node.value.includes("$")) continue;
      if (/^[a-z0-9][a-z0-9_-]*$/.test(node.value)) continue;
      const name = node.value
        .toLowerCase()
        .replace(/[^a-z0-9_-]+/g, "-")
        .replace(/^[-_]+|-+$/g, "");
      const fix = changeTo(name, node.content);
      report(node, "invalid", { args: [node.value.slice(0, 60)], ...(name !== "" && { fix }) });
    }
  },
});
