import * as l10n from "@vscode/l10n";
import { children } from "../../views/children.ts";
import { command } from "../command.ts";
import { pruneUnused } from "../prune-unused.ts";

export default command({
  id: "images.prune",
  on: "window",
  icon: "clear-all",
  group: "9_remove",
  inTitle: { view: "images", as: "entry" },
  enabled: () => true,
  failure: () => l10n.t("Cannot remove the unused images"),
  async run(context) {
    const which = await context.ui.pick(l10n.t("Which images to remove"), [
      { label: l10n.t("Dangling images"), description: l10n.t("those without a name"), value: "dangling" as const },
      {
        label: l10n.t("All unused images"),
        description: l10n.t("those that no container uses"),
        value: "all" as const,
      },
    ]);
    if (which === "dangling")
      await pruneUnused(context, "image", {
        nothing: l10n.t("No image is dangling."),
        question: (count) =>
          count === 1 ? l10n.t("Remove the dangling image?") : l10n.t("Remove all {0} dangling images?", count),
      });
    if (which === "all")
      await pruneUnused(context, "image", {
        nothing: l10n.t("Every image is in use."),
        question: (count) =>
          count === 1
            ? l10n.t("Remove the image that no container uses?")
            : l10n.t("Remove all {0} images that no container uses?", count),
        find: async () =>
          children("images", context.store()).flatMap((it) =>
            it.kind === "image" && it.users === 0
              ? [{ id: it.tag ?? it.image.id, name: it.tag ?? it.image.id.slice(7, 19), size: it.image.size }]
              : [],
          ),
      });
  },
});
