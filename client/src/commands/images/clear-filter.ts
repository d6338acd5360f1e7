import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "images.clearFilter",
  on: "window",
  icon: "filter-filled",
  group: "1_open",
  harmless: true,
  inTitle: { view: "images", as: "button", when: "gantry.images.isFiltered" },
  enabled: () => true,
  failure: () => l10n.t("Cannot filter the images"),
  async run({ arrangements }) {
    arrangements.change("images", { text: "" });
  },
});
