import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.filter",
  on: "window",
  icon: "filter",
  group: "1_open",
  harmless: true,
  inTitle: { view: "containers", as: "button", when: "!gantry.containers.isFiltered" },
  enabled: () => true,
  failure: () => l10n.t("Cannot filter the containers"),
  async run({ ui, arrangements }) {
    const text = await ui.input({
      title: l10n.t("Filter the containers"),
      prompt: l10n.t("Part of a name, image or compose project; empty shows all."),
      value: arrangements.of("containers").text,
      validate: () => null,
    });
    if (text !== null) arrangements.change("containers", { text });
  },
});
