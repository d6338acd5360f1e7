import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.dashboard",
  on: "window",
  icon: "graph-line",
  group: "1_open",
  harmless: true,
  inTitle: { view: "containers", as: "button" },
  enabled: () => true,
  failure: () => l10n.t("Cannot measure the containers"),
  async run({ showDashboard, engine, store }) {
    await engine(); // Throws where there is none.
    showDashboard(store(), null);
  },
});
