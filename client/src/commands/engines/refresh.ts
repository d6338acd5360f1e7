import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "engines.refresh",
  on: "window",
  icon: "refresh",
  group: "1_open",
  inTitle: { view: "engines", as: "button" },
  harmless: true,
  enabled: () => true,
  failure: () => l10n.t("Cannot look for engines"),
  async run({ engines }) {
    await engines.refresh();
  },
});
