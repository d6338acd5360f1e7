import * as l10n from "@vscode/l10n";
import { command, nameOf } from "../command.ts";
export default command({
  id: "containers.copyIp",
  on: "container",
  icon: "copy",
  group: "4_look",

  many: true,
  harmless: true,
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot copy from {0}", names),
  async run({ ui, engine, copy }, targets) {
    const connected = await engine();
    const all = await Promise.all(targets.map(({ container }) => connected.containerDetails(container.id)));
    const addresses = all.flatMap((it) => it.memberships.map(({ address, address6 }) => address || address6));
    const given = addresses.filter(Boolean);
    if (given.length === 0) return ui.info(l10n.t("{0} has no address of its own.", targets.map(nameOf).join(", ")));
    await copy(given.join("\n"));
  },
});
