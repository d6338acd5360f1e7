import * as l10n from "@vscode/l10n";
import { removeAll } from "../../engine/remove-all.ts";
import { isPredefined } from "../../engine/unused.ts";
import { command, nameOf } from "../command.ts";

export default command({
  id: "networks.remove",
  on: "network",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: ({ network }) => !isPredefined(network),
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const names = targets.map(nameOf);
    const question =
      targets.length === 1
        ? l10n.t("Remove the network '{0}'?", names.join())
        : l10n.t("Remove {0} networks?", targets.length);
    if (!(await ui.confirm(question, targets.length === 1 ? "" : names.join(", "), l10n.t("Remove")))) return;
    const connected = await engine();
    await removeAll(targets, (it) => connected.removeNetwork(it.network.id));
  },
});
