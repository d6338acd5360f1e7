import * as l10n from "@vscode/l10n";
import { commandsIn, spanIn } from "../../commands.ts";
import { dockerfileRule } from "../../rule.ts";

export default dockerfileRule({
  id: "curl-and-wget",
  aliases: ["DL4001"],
  severity: "hint",
  docs: {
    summary: () => l10n.t("A stage uses both `curl` and `wget`."),
    why: () => l10n.t("One of the two is enough, and what is not installed needs no updates."),
    bad: "FROM debian:13\nRUN wget -q https://example.com/a\nRUN curl -O https://example.com/b\n",
    good: "FROM debian:13\nRUN curl -O https://example.com/a\nRUN curl -O https://example.com/b\n",
  },
  messages: {
    both: (name, other) => l10n.t("This stage already uses `{1}`: use one of the two, not `{0}` as well.", name, other),
  },
  reach: "stage",
  keywords: ["RUN"],
  check(file, report) {
    const { before, list } = file.stages;
    for (const { instructions } of [{ instructions: before }, ...list]) {
      const seen = new Set<string>();
      for (const it of instructions) {
        const run = it.trigger ?? it;
        if (run.keyword !== "RUN") continue;
        const all = commandsIn(run, "curl", "wget");
        for (const { name } of all) if (name) seen.add(name);
        const [first] = all;
        if (seen.size < 2 || !first?.name) continue;
        const other = first.name === "curl" ? "wget" : "curl";
        report(spanIn(first, first.nameWord), "both", { args: [first.name, other] });
      }
    }
  },
});
