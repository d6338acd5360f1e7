import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { pruneUnused } from "../prune-unused.ts";

export default command({
  id: "images.prune",
  on: "window",
  icon: "clear-all",
  group: "9_remove",
  inTitle: { view: "images", as: "entry" },
  enabled: () => true,
  failure: () => l10n.t("Cannot remove the dangling images"),
  async run(context) {
    await pruneUnused(context, "image", {
      nothing: l10n.t("No image is dangling."),
      question: (count) => l10n.t("Remove all {0} dangling images?", count),
    });
  },
});
