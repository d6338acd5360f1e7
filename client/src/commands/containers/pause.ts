import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.pause",
  on: "container",
  icon: "debug-pause",
  group: "2_state",
  many: true,
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot pause {0}", names),
  async run(context, targets) {
    const engine = await context.engine();
    await Promise.all(targets.map(({ container }) => engine.pause(container.id)));
  },
});
