import * as l10n from "@vscode/l10n";
import { removeAll } from "../../engine/remove-all.ts";
import { isPredefined } from "../../engine/unused.ts";
import { command, nameOf } from "../command.ts";
import { confirmRemoval } from "../confirm-removal.ts";

export default command({
  id: "networks.remove",
  on: "network",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: ({ network }) => !isPredefined(network),
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const isWanted = await confirmRemoval(ui, targets.map(nameOf), {
      one: (name) => l10n.t("Remove the network '{0}'?", name),
      many: (count) => l10n.t("Remove {0} networks?", count),
    });
    if (!isWanted) return;
    const connected = await engine();
    await removeAll(targets, (it) => connected.removeNetwork(it.network.id));
  },
});
