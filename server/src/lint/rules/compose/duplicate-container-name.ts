import * as l10n from "@vscode/l10n";
import { isSwitchedOn, profilesOf } from "../../../compose/profiles.ts";
import type { ScalarNode } from "../../../compose/yaml.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "duplicate-container-name",
  aliases: ["no-duplicate-container-names"],
  severity: "error",
  docs: {
    summary: () => l10n.t("Two services have the same `container_name`."),
    why: () => l10n.t("Names of containers are unique in an engine, so Docker Compose refuses the project."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    container_name: shop\n  api:\n    image: node:24\n    container_name: shop\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    container_name: shop-web\n  api:\n    image: node:24\n    container_name: shop-api\n",
  },
  messages: {
    taken: (name, service) => l10n.t("The container name `{0}` is taken by the service `{1}`.", name, service),
  },
  check(file, report) {
    const taken = new Map<string, { service: string; node: ScalarNode }>();
    for (const { name: service, body } of file.services) {
      const node = file.scalar(body, "container_name");
      // Variants of one service for different profiles share their name.
      if (!node || node.value.includes("$") || !isSwitchedOn(file, profilesOf(file, body))) continue;
      const other = taken.get(node.value);
      if (!other) taken.set(node.value, { service, node });
      else if (other.service !== service) {
        const related = [{ span: other.node, message: () => l10n.t("It is taken here.") }];
        report(node, "taken", { args: [node.value, other.service], related });
      }
    }
  },
});
