import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
export default command({
  id: "networks.disconnect",
  on: "network",
  icon: "debug-disconnect",
  group: "3_change",

  enabled: ({ network, users }) => users > 0 && network.name !== "host",
  failure: (names) => l10n.t("Cannot disconnect a container from {0}", names),
  async run({ ui, engine, store }, [target]) {
    if (!target) return;
    const { network } = target;
    const members = [...store().containers.values()].filter((it) => it.networks.includes(network.name));
    const items = members
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((value) => ({ label: value.name, description: value.image, value }));
    const container = await ui.pick(l10n.t("Disconnect from '{0}'", network.name), items);
    if (container) await (await engine()).disconnectNetwork(network.id, container.id);
  },
});
