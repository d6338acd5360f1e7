import * as l10n from "@vscode/l10n";
import { removeAll } from "../../engine/remove-all.ts";
import { command, nameOf } from "../command.ts";

export default command({
  id: "volumes.remove",
  on: "volume",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const names = targets.map(nameOf);
    const question =
      targets.length === 1
        ? l10n.t("Remove the volume '{0}' with its data?", names.join())
        : l10n.t("Remove {0} volumes with their data?", targets.length);
    if (!(await ui.confirm(question, targets.length === 1 ? "" : names.join(", "), l10n.t("Remove")))) return;
    const connected = await engine();
    await removeAll(targets, (it) => connected.removeVolume(it.volume.name, { force: false }));
  },
});
