import * as l10n from "@vscode/l10n";
import { chainOf, type Stage } from "../../../dockerfile/stages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "missing-healthcheck",
  aliases: ["DL3057"],
  severity: "off",
  docs: {
    summary: () => l10n.t("A stage has no `HEALTHCHECK`."),
    why: () =>
      l10n.t(
        "Docker then knows only whether the process runs, not whether it works. Orchestrators often bring checks of their own.",
      ),
    bad: 'FROM alpine:3.22\nCMD ["sleep", "60"]\n',
    good: 'FROM alpine:3.22\nHEALTHCHECK CMD true\nCMD ["sleep", "60"]\n',
  },
  messages: { none: () => l10n.t("There is no `HEALTHCHECK` for this stage.") },
  keywords: ["FROM", "HEALTHCHECK"],
  check(file, report) {
    const good = new Set<Stage>();
    for (const stage of file.stages.list) {
      if (stage.instructions.some((it) => it.keyword === "HEALTHCHECK")) for (const it of chainOf(stage)) good.add(it);
      else if (stage.base && good.has(stage.base)) good.add(stage);
    }
    for (const stage of file.stages.list)
      if (!good.has(stage) && !chainOf(stage).some((it) => good.has(it))) report(stage.from.name, "none");
  },
});
