import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.stats",
  on: "container",
  icon: "graph-line",
  group: "4_look",
  many: true,
  harmless: true,
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot measure {0}", names),
  async run({ showDashboard, store }, targets) {
    const containers = targets.map((it) => it.container);
    showDashboard(store(), containers);
  },
});
