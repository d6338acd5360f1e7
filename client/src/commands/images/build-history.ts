import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "images.buildHistory",
  on: "window",
  icon: "history",
  group: "4_look",
  inTitle: { view: "images", as: "entry" },
  harmless: true,
  enabled: () => true,
  failure: () => l10n.t("Cannot show the build history"),
  async run({ execute }) {
    execute("gantry.builds.focus", undefined);
  },
});
