import * as l10n from "@vscode/l10n";
import { issuesOfKind } from "../../../compose/validate.ts";
import { nearest } from "../../../text/nearest.ts";
import { changeTo } from "../../change-to.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "invalid-value",
  aliases: [],
  severity: "error",
  fixable: "assist",
  docs: {
    summary: () => l10n.t("A value is none of those that are allowed: an enumeration, a duration, a size."),
    why: () => l10n.t("Docker Compose refuses the whole file."),
    bad: "services:\n  web:\n    image: nginx:1.29\n    cgroup: hots\n    stop_grace_period: 10 seconds\n",
    good: "services:\n  web:\n    image: nginx:1.29\n    cgroup: host\n    stop_grace_period: 10s\n",
  },
  messages: {
    allowed: (value, allowed) => l10n.t("`{0}` is not allowed here: use one of {1}.", value, allowed),
    pattern: (value) => l10n.t("`{0}` is not allowed here.", value),
    range: (from, to) => l10n.t("Use a number from {0} to {1}.", from, to),
    atLeast: (from) => l10n.t("Use a number of at least {0}.", from),
    duration: (value) => l10n.t("`{0}` is no duration: write it like `1m30s`.", value),
    bytes: (value) => l10n.t("`{0}` is no size: write it like `512m`.", value),
    boolean: (value) => l10n.t("`{0}` is neither `true` nor `false`.", value),
    number: (value) => l10n.t("`{0}` is no number.", value),
    pair: (value) => l10n.t("`{0}` must be written as `name=value`.", value),
    host: (value) => l10n.t("`{0}` names no host and its address: write it like `db:10.0.0.5`.", value),
    sshKey: (value) => l10n.t("`{0}` is no key of SSH: write `default`, or `name=path`.", value),
  },
  check(file, report) {
    for (const { node, allowed } of issuesOfKind(file, "value")) {
      const { value } = node;
      const meant = nearest(value, allowed);
      const fix = meant ? changeTo(meant, node.content) : null;
      const list = allowed.map((it) => `\`${it}\``).join(", ");
      report(node, allowed.length > 0 ? "allowed" : "pattern", { args: [value, list], fix });
    }
    for (const { node, from, to } of issuesOfKind(file, "range")) {
      report(node, to === null ? "atLeast" : "range", { args: [String(from), String(to)] });
    }
    for (const { node, format } of issuesOfKind(file, "format")) report(node, format, { args: [node.value] });
  },
});
