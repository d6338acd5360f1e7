import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "memberships.copy",
  on: "membership",
  icon: "copy",
  group: "4_look",

  harmless: true,
  enabled: ({ membership }) => (membership.address || membership.address6) !== "",
  failure: (names) => l10n.t("Cannot copy {0}", names),
  async run({ copy }, [target]) {
    if (target) await copy(target.membership.address || target.membership.address6);
  },
});
