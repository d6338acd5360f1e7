import * as l10n from "@vscode/l10n";
import { eachOnce } from "../../../compose/services.ts";
import { readPort } from "../../../compose/values.ts";
import { composeRule } from "../../rule.ts";

export default composeRule({
  id: "invalid-port-mapping",
  aliases: [],
  severity: "error",
  docs: {
    summary: () => l10n.t("A port is not written as `[ip:][host:]container[/protocol]`."),
    why: () => l10n.t("Docker Compose refuses the whole file."),
    bad: 'services:\n  web:\n    image: nginx:1.29\n    ports:\n      - "80800:80"\n',
    good: 'services:\n  web:\n    image: nginx:1.29\n    ports:\n      - "8080:80"\n',
  },
  messages: {
    ip: (text) => l10n.t("`{0}` is no IP address.", text),
    host: (text) => l10n.t("`{0}` is no host port: use a number up to 65535 or a range of them.", text),
    container: (text) => l10n.t("`{0}` is no container port: use a number up to 65535 or a range of them.", text),
    missing: () => l10n.t("The container port is missing."),
    protocol: (text) => l10n.t("`{0}` is no protocol: use `tcp`, `udp` or `sctp`.", text),
    ranges: (text) => l10n.t("The two ranges of `{0}` must have the same length.", text),
  },
  reach: "service",
  check(file, report) {
    eachOnce(file, "ports", (value) => {
      for (const node of file.scalars(value.kind === "seq" ? value : null)) {
        const { value: text } = node;
        if (text.includes("$")) continue;
        for (const { kind, from, to } of readPort(text).faults) {
          report(node.part(from, to), kind, { args: [text.slice(from, to)] });
        }
      }
    });
  },
});
