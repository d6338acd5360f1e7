import * as l10n from "@vscode/l10n";
import { removeAll } from "../../engine/remove-all.ts";
import { command, imageReference, nameOf } from "../command.ts";

export default command({
  id: "images.remove",
  on: "image",
  icon: "trash",
  group: "9_remove",
  many: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot remove {0}", names),
  async run({ ui, engine }, targets) {
    const names = targets.map(nameOf);
    const question =
      targets.length === 1
        ? l10n.t("Remove the image '{0}'?", names.join())
        : l10n.t("Remove {0} images?", targets.length);
    const detail = targets.length === 1 ? "" : names.join(", ");
    if (!(await ui.confirm(question, detail, l10n.t("Remove")))) return;
    const connected = await engine();
    await removeAll(targets, (it) => connected.removeImage(imageReference(it), { force: false }));
  },
});
