import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "engines.copyAddress",
  on: "engine",
  icon: "copy",
  group: "4_look",
  harmless: true,
  enabled: ({ known }) => known.url !== "",
  failure: (names) => l10n.t("Cannot copy the address of {0}", names),
  async run({ copy }, [target]) {
    if (target) await copy(target.known.url);
  },
});
