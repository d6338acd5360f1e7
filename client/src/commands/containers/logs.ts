import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.logs",
  on: "container",
  icon: "output",
  group: "1_open",
  inline: true,
  many: true,
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the logs of {0}", names),
  async run({ showLogs, engine, store }, targets) {
    await engine(); // Throws where there is none.
    showLogs(
      store(),
      targets.map((it) => it.container),
    );
  },
});
