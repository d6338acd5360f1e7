import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.unpause",
  on: "container",
  icon: "debug-continue",
  group: "2_state",
  many: true,
  enabled: ({ container }) => container.state === "paused",
  failure: (names) => l10n.t("Cannot unpause {0}", names),
  async run(context, targets) {
    const engine = await context.engine();
    await Promise.all(targets.map(({ container }) => engine.unpause(container.id)));
  },
});
