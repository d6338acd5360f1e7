import * as l10n from "@vscode/l10n";
import { fromsIn } from "../../../dockerfile/froms.ts";
import { type Stage, stageCalled } from "../../../dockerfile/stages.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "unused-stage",
  aliases: [],
  severity: "hint",
  docs: {
    summary: () => l10n.t("Nothing is built on a stage or copied from it."),
    why: () =>
      l10n.t(
        "Unless a build names it as its target, BuildKit never builds it. It may be left over, or a name is misspelt.",
      ),
    bad: "FROM alpine:3.22 AS tools\nRUN id\n\nFROM alpine:3.22\nRUN id\n",
    good: "FROM alpine:3.22 AS tools\nRUN id\n\nFROM alpine:3.22\nCOPY --from=tools /etc/hosts /tools\n",
  },
  messages: {
    unused: (stage) =>
      l10n.t("No other stage uses `{0}`: it is only built when a build names it as its target.", stage),
  },
  keywords: ["FROM", "COPY", "RUN"],
  check(file, report) {
    const { list } = file.stages;
    const used = new Set<Stage | null>([list.at(-1) ?? null]);
    for (const { base, instructions } of list) {
      if (base) used.add(base);
      for (const { name } of fromsIn(instructions)) used.add(stageCalled(file.stages, name));
    }
    // A variable may name any of them.
    if (list.some(({ image }) => image?.text.includes("$"))) return;
    for (const stage of list) {
      if (!used.has(stage) && stage.image)
        report(stage.name ?? stage.from.name, "unused", { args: [stage.name?.text ?? `${stage.index}`] });
    }
  },
});
