import * as l10n from "@vscode/l10n";
import { command, imageReference } from "../command.ts";

export default command({
  id: "images.untag",
  on: "image",
  icon: "close",
  group: "3_change",
  // With its last name an image goes: that is what Remove is for.
  enabled: ({ image }) => image.tags.length > 1,
  failure: (names) => l10n.t("Cannot untag {0}", names),
  async run({ ui, engine }, [target]) {
    if (!target) return;
    const name = imageReference(target);
    const kept = target.image.tags.filter((it) => it !== name).join(", ");
    const question = l10n.t("Remove the tag '{0}'?", name);
    if (await ui.confirm(question, l10n.t("The image stays, as {0}.", kept), l10n.t("Untag")))
      await (await engine()).removeImage(name, { force: false });
  },
});
