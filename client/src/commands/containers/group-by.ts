import * as l10n from "@vscode/l10n";
import { GROUPINGS } from "../../views/arrangement.ts";
import { groupingName } from "../../views/present.ts";
import { command } from "../command.ts";

export default command({
  id: "containers.groupBy",
  on: "window",
  icon: "list-tree",
  group: "1_open",
  harmless: true,
  inTitle: { view: "containers", as: "button" },
  enabled: () => true,
  failure: () => l10n.t("Cannot group the containers"),
  async run({ ui, arrangements }) {
    const { groupBy } = arrangements.of("containers");
    const items = GROUPINGS.map((value) => ({
      label: groupingName(value),
      description: value === groupBy ? l10n.t("as now") : "",
      value,
    }));
    const chosen = await ui.pick(l10n.t("Show the containers"), items);
    if (chosen) arrangements.change("containers", { groupBy: chosen });
  },
});
