import * as l10n from "@vscode/l10n";
import { dependenciesOf, inherits } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "missing-health-check",
  aliases: [],
  severity: "information",
  docs: {
    summary: () => l10n.t("A service waits for another one to be healthy that has no health check in the file."),
    why: () =>
      l10n.t("Unless its image brings a health check, the start fails with the message that the container has none."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:18\n",
    good: 'services:\n  web:\n    image: nginx:1.29\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:18\n    healthcheck:\n      test: ["CMD", "pg_isready", "-U", "postgres"]\n',
  },
  messages: {
    none: (name) => l10n.t("`{0}` has no `healthcheck`: unless its image has one, this service never starts.", name),
    off: (name) => l10n.t("The health check of `{0}` is switched off, so this service never starts.", name),
  },
  check(file, report) {
    for (const { body } of file.services) {
      for (const { name, node, condition } of dependenciesOf(file, body)) {
        const service = condition === "service_healthy" ? file.entry("services", name) : null;
        if (!service) continue;
        const isOff = file.scalar(service.body, "healthcheck", "disable")?.value === "true";
        if (isOff) report(node, "off", { args: [name] });
        else if (!inherits(file, service, "healthcheck")) report(node, "none", { args: [name] });
      }
    }
  },
});
