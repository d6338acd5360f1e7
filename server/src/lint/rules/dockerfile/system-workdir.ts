import * as l10n from "@vscode/l10n";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "system-workdir",
  aliases: ["DS-0030"],
  severity: "warning",
  docs: {
    summary: () => l10n.t("`WORKDIR` is a folder of the system."),
    why: () => l10n.t("What is written to `/proc`, `/dev` and the like is hidden or gone when the container runs."),
    bad: "FROM alpine:3.22\nWORKDIR /proc/app\n",
    good: "FROM alpine:3.22\nWORKDIR /app\n",
  },
  messages: { system: (path) => l10n.t("`{0}` belongs to the system: choose another folder.", path) },
  keywords: ["WORKDIR"],
  checkInstruction(it, report) {
    const path = it.args.unquoted;
    if (/^\/(?:proc|boot|dev|initrd|lost\+found)(?:\/|$)/.test(path))
      report(it.args, "system", { args: [path.slice(0, 60)] });
  },
});
