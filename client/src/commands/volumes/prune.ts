import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { pruneUnused } from "../prune-unused.ts";

export default command({
  id: "volumes.prune",
  on: "window",
  icon: "clear-all",
  group: "9_remove",
  inTitle: { view: "volumes", as: "entry" },
  enabled: () => true,
  failure: () => l10n.t("Cannot remove the unused volumes"),
  async run(context) {
    await pruneUnused(context, "volume", {
      nothing: l10n.t("Every volume is in use."),
      question: (count) =>
        count === 1
          ? l10n.t("Remove the volume that no container uses, with its data?")
          : l10n.t("Remove all {0} volumes that no container uses, with their data?", count),
    });
  },
});
