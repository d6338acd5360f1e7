import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { pruneUnused } from "../prune-unused.ts";

export default command({
  id: "containers.prune",
  on: "window",
  icon: "clear-all",
  group: "9_remove",
  inTitle: { view: "containers", as: "entry" },
  enabled: () => true,
  failure: () => l10n.t("Cannot remove the stopped containers"),
  async run(context) {
    await pruneUnused(context, "container", {
      nothing: l10n.t("No container is stopped."),
      question: (count) =>
        count === 1 ? l10n.t("Remove the stopped container?") : l10n.t("Remove all {0} stopped containers?", count),
    });
  },
});
