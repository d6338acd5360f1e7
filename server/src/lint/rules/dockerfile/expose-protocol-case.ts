import * as l10n from "@vscode/l10n";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "expose-protocol-case",
  aliases: ["ExposeProtoCasing"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The protocol in `EXPOSE` is written in lower case."),
    why: () => l10n.t("Some tools that read the image do not understand it in upper case."),
    bad: "FROM alpine:3.22\nEXPOSE 80/TCP\n",
    good: "FROM alpine:3.22\nEXPOSE 80/tcp\n",
  },
  messages: { lower: (protocol, lower) => l10n.t("Write the protocol `{0}` in lower case: `{1}`.", protocol, lower) },
  keywords: ["EXPOSE"],
  checkInstruction(it, report) {
    for (const word of it.words) {
      const slash = word.text.indexOf("/");
      if (slash < 0) continue;
      const protocol = word.part(slash + 1);
      const lower = protocol.text.toLowerCase();
      if (protocol.text === lower || !/^(?:tcp|udp|sctp)$/.test(lower)) continue;
      report(protocol, "lower", {
        args: [protocol.text, lower],
        fix: changeTo(lower, protocol),
      });
    }
  },
});
