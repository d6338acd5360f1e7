import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "help.getStarted",
  on: "window",
  icon: "rocket",
  group: "1_open",
  inTitle: { view: "containers", as: "entry" },
  harmless: true,
  enabled: () => true,
  failure: () => l10n.t("Cannot open the first steps"),
  async run({ execute }) {
    execute("workbench.action.openWalkthrough", "gantry.gantry#start");
  },
});
