import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "memberships.leave",
  on: "membership",
  icon: "debug-disconnect",
  group: "3_change",
  inline: true,

  enabled: () => true,
  failure: (names) => l10n.t("Cannot disconnect from {0}", names),
  async run({ engine }, [target]) {
    if (!target) return;
    await (await engine()).disconnectNetwork(target.membership.networkId, target.container.id);
  },
});
