import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.copyId",
  on: "container",
  icon: "copy",
  group: "4_look",
  many: true,
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot copy from {0}", names),
  async run({ copy }, targets) {
    await copy(targets.map(({ container }) => container.id).join("\n"));
  },
});
