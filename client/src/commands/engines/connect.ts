import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "engines.connect",
  on: "engine",
  icon: "plug",
  group: "1_open",
  inline: true,
  harmless: true,
  enabled: ({ isCurrent, isPinned }) => !isCurrent && !isPinned,
  failure: (names) => l10n.t("Cannot connect {0}", names),
  async run({ engines }, [target]) {
    if (target) engines.connect(target.engine);
  },
});
