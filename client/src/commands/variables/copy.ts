import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "variables.copy",
  on: "variable",
  icon: "copy",
  group: "4_look",

  many: true,
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot copy {0}", names),
  async run({ copy }, targets) {
    await copy(targets.map((it) => it.value).join("\n"));
  },
});
