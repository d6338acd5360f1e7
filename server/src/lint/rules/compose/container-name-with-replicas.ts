import * as l10n from "@vscode/l10n";
import { withoutKey } from "../../removed-lines.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "container-name-with-replicas",
  aliases: [],
  severity: "error",
  fixable: "assist",
  ofActive: true,
  docs: {
    summary: () => l10n.t("A service with a fixed `container_name` has several replicas."),
    why: () => l10n.t("Two containers cannot have one name, so Docker Compose refuses the project."),
    bad: "services:\n  worker:\n    image: node:24\n    container_name: worker\n    deploy:\n      replicas: 3\n",
    good: "services:\n  worker:\n    image: node:24\n    deploy:\n      replicas: 3\n",
  },
  messages: {
    replicas: (count) => l10n.t("{0} containers cannot share one name: remove `container_name`.", count),
  },
  reach: "service",
  check(file, report) {
    for (const { body } of file.services) {
      const pair = file.pair(body, "container_name");
      const name = file.scalar(body, "container_name");
      const count = file.scalar(body, "deploy", "replicas") ?? file.scalar(body, "scale");
      if (!pair || !name || !count || !(Number(count.value) > 1)) continue;
      const fix = withoutKey(file, pair);
      report(name, "replicas", { args: [count.value], fix });
    }
  },
});
