import * as l10n from "@vscode/l10n";
import { hasMount } from "../../../dockerfile/mounts.ts";
import { hasWord } from "../../../shell/arguments.ts";
import { insert } from "../../../text/span.ts";
import { appendCommand, commandsIn, spanIn } from "../../commands.ts";
import { shippedRuns } from "../../last-stages.ts";
import { dockerfileRule } from "../../rule.ts";

const MOUNTS = ["/var/cache/apt", "/var/lib/apt"]
  .map((target) => ` --mount=type=cache,target=${target},sharing=locked`)
  .join("");

export default dockerfileRule({
  id: "apt-lists-left",
  aliases: ["DL3009"],
  severity: "information",
  fixable: "safe",
  docs: {
    summary: () => l10n.t("The package lists of apt stay in the image."),
    why: () =>
      l10n.t(
        "They are some 20 to 40 MB that nobody needs. They must go in the same `RUN`: a later one cannot make a layer smaller.",
      ),
    bad: "FROM debian:13\nRUN apt-get update && apt-get install -y curl\n",
    good: "FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n",
  },
  messages: { left: () => l10n.t("Remove the package lists in this same `RUN`: `rm -rf /var/lib/apt/lists/*`.") },
  keywords: ["FROM", "RUN"],
  check(file, report) {
    for (const run of shippedRuns(file)) {
      const update = commandsIn(run, "apt", "apt-get", "aptitude").find((it) => hasWord(it.args, "update"));
      if (!update || hasMount(run, "/var/lib/apt/lists")) continue;
      if (hasMount(run, "/var/lib/apt") && hasMount(run, "/var/cache/apt")) continue;
      if (commandsIn(run, "rm").some((it) => hasWord(it.args, "-rf", "/var/lib/apt/lists/*"))) continue;
      const edits = appendCommand(run, "rm -rf /var/lib/apt/lists/*");
      const span = { start: spanIn(update, update.nameWord).start, end: spanIn(update, update.command).end };
      const append = edits && { title: () => l10n.t("Remove the lists at the end of this `RUN`"), edits };
      const mount = {
        title: () => l10n.t("Keep the lists in cache mounts"),
        edits: [insert(run.name.end, MOUNTS)],
        assist: true,
      };
      report(span, "left", { fixes: append ? [append, mount] : [mount] });
    }
  },
});
