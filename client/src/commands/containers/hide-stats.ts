import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.hideStats",
  on: "window",
  icon: "pulse",
  group: "1_open",
  harmless: true,
  inTitle: { view: "containers", as: "entry", when: "gantry.containers.liveStats" },
  enabled: () => true,
  failure: () => l10n.t("Cannot measure the containers"),
  async run({ arrangements }) {
    arrangements.change("containers", { liveStats: false });
  },
});
