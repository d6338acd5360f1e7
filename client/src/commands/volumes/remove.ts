import * as l10n from "@vscode/l10n";
import { removeAll } from "../../engine/remove-all.ts";
import { command, nameOf } from "../command.ts";
import { confirmRemoval } from "../confirm-removal.ts";

export default command({
  id: "volumes.remove",
  on: "volume",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const isWanted = await confirmRemoval(ui, targets.map(nameOf), {
      one: (name) => l10n.t("Remove the volume '{0}' with its data?", name),
      many: (count) => l10n.t("Remove {0} volumes with their data?", count),
    });
    if (!isWanted) return;
    const connected = await engine();
    await removeAll(targets, (it) => connected.removeVolume(it.volume.name, { force: false }));
  },
});
