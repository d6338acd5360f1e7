import * as l10n from "@vscode/l10n";
import { onceForMap } from "../../../compose/once-for-map.ts";
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
      for (const { name, node } of awaitedBy(file, body)) {
        const service = file.entry("services", name);
        if (!service || healthChecksIn(file, service.body).includes("on")) continue;
        if (healthChecksIn(file, service.body).includes("off")) report(node, "off", { args: [name] });
        else if (!inherits(file, service, "healthcheck")) report(node, "none", { args: [name] });
      }
    }
  },
});

const awaitedBy = onceForMap((file, body) =>
  dependenciesOf(file, body).filter((it) => it.condition === "service_healthy"),
);
/** None or one. */
const healthChecksIn = onceForMap((file, body): ("on" | "off")[] => {
  if (!file.pair(body, "healthcheck")) return [];
  return [file.scalar(body, "healthcheck", "disable")?.value === "true" ? "off" : "on"];
});
