import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.clearFilter",
  on: "window",
  icon: "filter-filled",
  group: "1_open",
  harmless: true,
  inTitle: { view: "containers", as: "button", when: "gantry.containers.isFiltered" },
  enabled: () => true,
  failure: () => l10n.t("Cannot filter the containers"),
  async run({ arrangements }) {
    arrangements.change("containers", { text: "" });
  },
});
