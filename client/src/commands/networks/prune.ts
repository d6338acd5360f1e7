import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { pruneUnused } from "../prune-unused.ts";

export default command({
  id: "networks.prune",
  on: "window",
  icon: "clear-all",
  group: "9_remove",
  inTitle: { view: "networks", as: "entry" },
  enabled: () => true,
  failure: () => l10n.t("Cannot remove the unused networks"),
  async run(context) {
    await pruneUnused(context, "network", {
      nothing: l10n.t("Every network is in use."),
      question: (count) =>
        count === 1
          ? l10n.t("Remove the network that no container uses?")
          : l10n.t("Remove all {0} networks that no container uses?", count),
    });
  },
});
