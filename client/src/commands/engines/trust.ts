import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { askToTrust } from "./trust-host.ts";

export default command({
  id: "engines.trust",
  on: "engine",
  icon: "verified",
  group: "1_open",
  inline: true,
  enabled: ({ status }) => status?.kind === "unreachable" && status.reason === "host-key",
  failure: (names) => l10n.t("Cannot get the key of {0}", names),
  async run(context, [target]) {
    if (target && (await askToTrust(context, target.known.url))) context.store().retry();
  },
});
