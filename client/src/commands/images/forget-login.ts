import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "images.forgetLogin",
  on: "window",
  icon: "key",
  group: "9_remove",
  harmless: true,
  enabled: () => true,
  failure: () => l10n.t("Cannot forget the login"),
  async run({ ui, credentials }) {
    const kept = await credentials.kept();
    if (kept.length === 0) {
      ui.info(l10n.t("Gantry keeps no login. Those of the Docker CLI are removed with `docker logout`."));
      return;
    }
    const items = kept.map(({ registry, username }) => ({ label: registry, description: username, value: registry }));
    const registry = await ui.pick(l10n.t("Forget the login for"), items);
    if (registry === null) return;
    await credentials.forget(registry);
    ui.info(l10n.t("The login for {0} is forgotten.", registry));
  },
});
