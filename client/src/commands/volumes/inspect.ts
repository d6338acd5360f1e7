import * as l10n from "@vscode/l10n";
import { command, nameOf } from "../command.ts";

export default command({
  id: "volumes.inspect",
  on: "volume",
  icon: "json",
  group: "4_look",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot inspect {0}", names),
  async run({ engine, showJson }, [target]) {
    if (!target) return;
    await showJson(nameOf(target), await (await engine()).inspect("volume", target.volume.name));
  },
});
