import * as l10n from "@vscode/l10n";
import { command, imageReference } from "../command.ts";

export default command({
  id: "images.copyName",
  on: "image",
  icon: "copy",
  group: "4_look",
  many: true,
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot copy from {0}", names),
  async run({ copy }, targets) {
    await copy(targets.map(imageReference).join("\n"));
  },
});
