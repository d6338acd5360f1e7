import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { withoutKey } from "../../removed-lines.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "privileged-service",
  aliases: [],
  severity: "warning",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A service runs privileged."),
    why: () =>
      l10n.t(
        "A privileged container can do whatever root can do on the host. Give it only what it needs with `cap_add` and `devices`.",
      ),
    bad: "services:\n  app:\n    image: alpine:3.22\n    privileged: true\n",
    good: "services:\n  app:\n    image: alpine:3.22\n    cap_add: [NET_ADMIN]\n",
  },
  messages: {
    privileged: () =>
      l10n.t("A privileged container is root on the host: use `cap_add` or `devices` for what it needs."),
  },
  reach: "service",
  check(file, report) {
    eachOnce(file, "privileged", (value, pair) => {
      if (value.kind !== "scalar" || value.value.toLowerCase() !== "true") return;
      const fix = withoutKey(file, pair);
      report(value, "privileged", { fix });
    });
  },
});
