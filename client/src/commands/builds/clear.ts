import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "builds.clear",
  on: "window",
  icon: "clear-all",
  group: "9_remove",
  inTitle: { view: "builds", as: "entry" },
  harmless: true,
  enabled: () => true,
  failure: () => l10n.t("Cannot clear the build history"),
  async run({ ui, builds }) {
    const question = l10n.t("Clear the build history of this workspace?");
    if (await ui.confirm(question, l10n.t("The images stay."), l10n.t("Clear"))) await builds.clear();
  },
});
