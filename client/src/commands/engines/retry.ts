import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "engines.retry",
  on: "window",
  icon: "refresh",
  group: "1_open",
  harmless: true,
  enabled: () => true,
  failure: () => l10n.t("Cannot connect"),
  async run({ engines }) {
    for (const it of engines.opened) it.retry();
  },
});
