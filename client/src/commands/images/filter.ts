import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "images.filter",
  on: "window",
  icon: "filter",
  group: "1_open",
  harmless: true,
  inTitle: { view: "images", as: "button", when: "!gantry.images.isFiltered" },
  enabled: () => true,
  failure: () => l10n.t("Cannot filter the images"),
  async run({ ui, arrangements }) {
    const text = await ui.input({
      title: l10n.t("Filter the images"),
      prompt: l10n.t("Part of a name or tag; empty shows all."),
      value: arrangements.of("images").text,
      validate: () => null,
    });
    if (text !== null) arrangements.change("images", { text });
  },
});
