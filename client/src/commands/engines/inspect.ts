import * as l10n from "@vscode/l10n";
import { command, nameOf } from "../command.ts";
import { isConnected } from "./is-connected.ts";

export default command({
  id: "engines.inspect",
  on: "engine",
  icon: "info",
  group: "4_look",
  enabled: isConnected,
  failure: (names) => l10n.t("Cannot ask {0} what it is", names),
  async run({ engine, showJson }, [target]) {
    if (target) await showJson(nameOf(target), await (await engine()).about());
  },
});
