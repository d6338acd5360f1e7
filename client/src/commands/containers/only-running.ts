import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.onlyRunning",
  on: "window",
  icon: "eye",
  group: "1_open",
  harmless: true,
  inTitle: { view: "containers", as: "button", when: "!gantry.containers.onlyRunning" },
  enabled: () => true,
  failure: () => l10n.t("Cannot filter the containers"),
  async run({ arrangements }) {
    arrangements.change("containers", { onlyRunning: true });
  },
});
