import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "compose.showEffective",
  on: "compose",
  icon: "preview",
  group: "1_open",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the effective configuration of {0}", names),
  async run(context, [target]) {
    if (target) await context.showEffective(target.path);
  },
});
