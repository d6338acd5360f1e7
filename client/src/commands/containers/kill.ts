import * as l10n from "@vscode/l10n";
import { isRunning } from "../../views/children.ts";
import { command } from "../command.ts";

export default command({
  id: "containers.kill",
  on: "container",
  icon: "flame",
  group: "2_state",
  many: true,
  enabled: ({ container }) => isRunning(container),
  failure: (names) => l10n.t("Cannot send a signal to {0}", names),
  async run({ ui, engine }, targets) {
    const signals: Readonly<Record<string, string>> = {
      SIGKILL: l10n.t("ends it at once"),
      SIGTERM: l10n.t("asks it to end"),
      SIGINT: l10n.t("as Ctrl-C does"),
      SIGHUP: l10n.t("many servers read their configuration again"),
      SIGQUIT: l10n.t("as Ctrl-\\ does; Java prints its threads"),
      SIGUSR1: "",
      SIGUSR2: "",
    };
    const items = Object.entries(signals).map(([value, description]) => ({ label: value, description, value }));
    const signal = await ui.pick(l10n.t("Signal to send"), items);
    if (!signal) return;
    const connected = await engine();
    await Promise.all(targets.map(({ container }) => connected.kill(container.id, signal)));
  },
});
