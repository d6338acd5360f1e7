import * as l10n from "@vscode/l10n";
import { runAttached } from "../../engine/run-attached.ts";
import { sessionProgram } from "../../terminal/session-program.ts";
import { command, imageReference } from "../command.ts";

export default command({
  id: "images.runInteractive",
  on: "image",
  icon: "terminal",
  group: "1_open",
  enabled: () => true,
  failure: (names) => l10n.t("Cannot run {0}", names),
  async run({ ui, engine }, [target]) {
    if (!target) return;
    const image = imageReference(target);
    const connected = await engine();
    ui.terminal(
      image,
      "vm-running",
      sessionProgram((size) => runAttached(connected, { image }, size), {
        failure: l10n.t("Cannot run {0}", `'${image}'`),
        broken: l10n.t("The terminal of '{0}' was cut off", image),
        ended: async (code) =>
          code === null
            ? l10n.t("'{0}' has ended.", image)
            : l10n.t("'{0}' has ended with exit code {1}.", image, code),
      }),
    );
  },
});
