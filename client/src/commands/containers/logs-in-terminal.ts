import * as l10n from "@vscode/l10n";
import { logProgram } from "../../terminal/log-program.ts";
import { quote } from "../../ui/quote.ts";
import { command } from "../command.ts";

/** Enough to see what happened, few enough to be there at once. */
const TAIL = 1000;

export default command({
  id: "containers.logsInTerminal",
  on: "container",
  icon: "output",
  group: "1_open",
  harmless: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot show the logs of {0}", names),
  async run({ ui, engine }, [target]) {
    if (!target) return;
    const { id, name } = target.container;
    const connected = await engine();
    ui.terminal(
      l10n.t("{0} (logs)", name),
      "output",
      logProgram((signal) => connected.logs(id, { follow: true, tail: TAIL }, signal), {
        failure: l10n.t("Cannot show the logs of {0}", quote(name)),
        ended: l10n.t("'{0}' has stopped: end of its logs.", name),
      }),
    );
  },
});
