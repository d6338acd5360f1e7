import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "engines.use",
  on: "engine",
  icon: "check",
  group: "1_open",
  inline: true,
  harmless: true,
  enabled: ({ isCurrent }) => !isCurrent,
  failure: (names) => l10n.t("Cannot use {0}", names),
  async run({ engines }, [target]) {
    if (target) engines.use(target.engine);
  },
});
