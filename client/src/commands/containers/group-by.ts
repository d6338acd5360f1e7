import * as l10n from "@vscode/l10n";
import type { Container } from "../../engine/api/containers.ts";
import { GROUPINGS } from "../../views/arrangement.ts";
import { groupingName } from "../../views/arrangement-text.ts";
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
  async run({ ui, arrangements, store }) {
    const { groupBy } = arrangements.of("containers");
    const items = GROUPINGS.map((value) => ({
      label: groupingName(value),
      description: value === groupBy ? l10n.t("as now") : "",
      value,
    }));
    const chosen = await ui.pick(l10n.t("Show the containers"), items);
    if (chosen === null) return;
    if (chosen !== "label") return arrangements.change("containers", { groupBy: chosen });
    const groupLabel = await ui.pick(l10n.t("Group by which label?"), labelItems(store().containers.values()));
    if (groupLabel) arrangements.change("containers", { groupBy: chosen, groupLabel });
  },
});

/** The labels that there are, those of most containers first. */
function labelItems(containers: Iterable<Container>) {
  const counts = new Map<string, number>();
  for (const { labels } of containers) for (const it of Object.keys(labels)) counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([value, count]) => ({ label: value, description: String(count), value }));
}
