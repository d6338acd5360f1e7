import * as l10n from "@vscode/l10n";
import { changeTo } from "../../change-to.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "expose-format",
  aliases: ["ExposeInvalidFormat"],
  severity: "warning",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("`EXPOSE` names only the port of the container."),
    why: () =>
      l10n.t(
        "An address or a port of the host has no effect here and will be an error one day: it belongs to `docker run -p`.",
      ),
    bad: "FROM alpine:3.22\nEXPOSE 127.0.0.1:80:8080\n",
    good: "FROM alpine:3.22\nEXPOSE 8080\n",
  },
  messages: { container: (port) => l10n.t("`EXPOSE` takes only the port of the container: `{0}`.", port) },
  keywords: ["EXPOSE"],
  checkInstruction(it, report) {
    for (const word of it.words) {
      const colon = word.text.lastIndexOf(":");
      if (colon < 0 || word.text.includes("${") || word.text.slice(0, colon).replaceAll(":", "") === "") continue;
      const port = word.text.slice(colon + 1);
      report(word, "container", {
        args: [port],
        fix: changeTo(port, word),
      });
    }
  },
});
