import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "host-namespace",
  aliases: [],
  severity: "information",
  docs: {
    summary: () => l10n.t("A service shares the network, the processes or the memory of the host."),
    why: () =>
      l10n.t("Nothing separates it from the host there. Ports are not published, and service names do not resolve."),
    bad: "services:\n  app:\n    image: nginx:1.29\n    network_mode: host\n",
    good: 'services:\n  app:\n    image: nginx:1.29\n    ports:\n      - "80:80"\n',
  },
  messages: {
    host: (key) => l10n.t("`{0}: host` takes away what separates the container from the host.", key),
  },
  reach: "service",
  check(file, report) {
    for (const key of ["network_mode", "pid", "ipc", "userns_mode"]) {
      eachOnce(file, key, (value) => {
        if (value.kind === "scalar" && value.value === "host") report(value, "host", { args: [key] });
      });
    }
  },
});
