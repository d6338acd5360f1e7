import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";

export default command({
  id: "containers.start",
  on: "container",
  icon: "play",
  group: "2_state",
  inline: true,
  many: true,
  enabled: ({ container }) => ["created", "exited", "dead"].includes(container.state),
  failure: (names) => l10n.t("Cannot start {0}", names),
  async run(context, targets) {
    const engine = await context.engine();
    await Promise.all(targets.map(({ container }) => engine.start(container.id)));
  },
});
