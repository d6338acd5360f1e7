import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "reserved-stage-name",
  aliases: ["ReservedStageName", "DL3063"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("A stage is called `scratch` or `context`."),
    why: () =>
      l10n.t(
        "Both words mean something to Docker: the empty image and the build context. The stage can hide them or cannot be reached.",
      ),
    bad: "FROM alpine:3.22 AS scratch\nRUN id\n",
    good: "FROM alpine:3.22 AS base\nRUN id\n",
  },
  messages: { reserved: (name) => l10n.t("`{0}` means something else to Docker: give the stage another name.", name) },
  keywords: ["FROM"],
  checkInstruction(it, report) {
    const [, as, name] = it.words;
    if (as?.text.toUpperCase() === "AS" && name && /^(?:scratch|context)$/i.test(name.text))
      report(name, "reserved", { args: [name.text] });
  },
});
