import * as l10n from "@vscode/l10n";
import { withoutKey } from "../../removed-lines.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "ignored-network-key",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("An external network says how it is to be made."),
    why: () => l10n.t("Docker Compose never makes an external network: but for `name`, its keys have no effect."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    networks: [front]\nnetworks:\n  front:\n    external: true\n    driver: overlay\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    networks: [front]\nnetworks:\n  front:\n    external: true\n    name: front\n",
  },
  messages: {
    ignored: (key) => l10n.t("`{0}` has no effect on an external network.", key),
  },
  check(file, report) {
    for (const { body } of file.entries("networks")) {
      if (!body || file.scalar(body, "external")?.value !== "true") continue;
      for (const pair of file.pairs(body)) {
        const { key, name, value } = pair;
        if (name === "external" || name === "name" || name.startsWith("x-") || value.tag?.name === "reset") continue;
        const fix = withoutKey(file, pair);
        report(key, "ignored", { args: [name], tag: "unnecessary", fix });
      }
    }
  },
});
