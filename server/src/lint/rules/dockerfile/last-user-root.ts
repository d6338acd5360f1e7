import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "last-user-root",
  aliases: ["DL3002"],
  severity: "off",
  docs: {
    summary: () => l10n.t("The last `USER` of a stage is root."),
    why: () => l10n.t("Whoever breaks into the program is root in the container, one step from the host."),
    bad: "FROM alpine:3.22\nUSER root\n",
    good: "FROM alpine:3.22\nUSER 1000\n",
  },
  messages: { root: () => l10n.t("The container would run as root: end with another `USER`.") },
  reach: "stage",
  keywords: ["USER"],
  check(file, report) {
    for (const { instructions } of file.stages.list) {
      const last = instructions.findLast((it) => it.keyword === "USER");
      if (last && /^(?:root|0)(?::.*)?$/.test(last.args.unquoted)) report(last.args, "root");
    }
  },
});
