import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "networks.create",
  on: "window",
  icon: "add",
  group: "1_open",
  inTitle: { view: "networks", as: "button" },
  enabled: () => true,
  failure: () => l10n.t("Cannot create the network"),
  async run({ ui, engine, store }) {
    const taken = new Set([...store().networks.values()].map((it) => it.name));
    const name = await ui.input({
      title: l10n.t("Create a network"),
      prompt: l10n.t("Its name"),
      value: "",
      validate: (text) => {
        if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(text))
          return l10n.t("Letters, digits, '_', '.' and '-', the first a letter or digit.");
        return taken.has(text) ? l10n.t("There is a network of this name.") : null;
      },
    });
    if (name === null) return;
    const kind = await ui.pick(l10n.t("What kind of network?"), [
      {
        label: "bridge",
        description: l10n.t("its containers reach each other and the outside"),
        value: { driver: "bridge" },
      },
      {
        label: l10n.t("internal"),
        description: l10n.t("a bridge without a way out"),
        value: { driver: "bridge", internal: true },
      },
      {
        label: "macvlan",
        description: l10n.t("each container has an address on the host's network"),
        value: { driver: "macvlan" },
      },
      { label: "ipvlan", description: l10n.t("as macvlan, with the host's MAC address"), value: { driver: "ipvlan" } },
    ]);
    if (kind) await (await engine()).createNetwork({ name, ...kind });
  },
});
