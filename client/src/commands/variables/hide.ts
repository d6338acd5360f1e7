import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "variables.hide",
  on: "variable",
  icon: "eye-closed",
  group: "1_open",
  inline: true,

  harmless: true,
  enabled: ({ isShown }) => isShown,
  failure: (names) => l10n.t("Cannot show {0}", names),
  async run({ rows }, [target]) {
    if (target) rows.toggle(target.id);
  },
});
