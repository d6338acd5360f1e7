import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "engines.disconnect",
  on: "engine",
  icon: "debug-disconnect",
  group: "1_open",
  harmless: true,
  enabled: ({ isPinned }) => isPinned,
  failure: (names) => l10n.t("Cannot disconnect {0}", names),
  async run({ engines }, [target]) {
    if (target) engines.disconnect(target.engine);
  },
});
