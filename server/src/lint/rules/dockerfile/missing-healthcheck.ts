import * as l10n from "@vscode/l10n";
import { inheriting, withBases } from "../../../dockerfile/stages.ts";
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
    const { list } = file.stages;
    const checked = withBases(list.filter((it) => it.instructions.some((of) => of.keyword === "HEALTHCHECK")));
    const good = inheriting(list, (it) => checked.has(it));
    for (const stage of list) if (!good.has(stage)) report(stage.from.name, "none");
  },
});
