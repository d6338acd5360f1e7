import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.stop",
  on: "container",
  icon: "debug-stop",
  group: "2_state",
  inline: true,
  many: true,
  enabled: ({ container }) => ["running", "paused", "restarting"].includes(container.state),
  failure: (names) => l10n.t("Cannot stop {0}", names),
  async run(context, targets) {
    const engine = await context.engine();
    await Promise.all(targets.map(({ container }) => engine.stop(container.id)));
  },
});
