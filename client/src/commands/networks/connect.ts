import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "networks.connect",
  on: "network",
  icon: "plug",
  group: "3_change",

  enabled: ({ network }) => network.name !== "host" && network.name !== "none",
  failure: (names) => l10n.t("Cannot connect a container to {0}", names),
  async run({ ui, engine, store }, [target]) {
    if (!target) return;
    const others = [...store().containers.values()].filter((it) => !it.networks.includes(target.network.name));
    const items = others
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((value) => ({ label: value.name, description: value.image, value }));
    if (items.length === 0)
      return ui.info(l10n.t("Every container is in the network '{0}' already.", target.network.name));
    const container = await ui.pick(l10n.t("Connect to '{0}'", target.network.name), items);
    if (container) await (await engine()).connectNetwork(target.network.id, container.id);
  },
});
