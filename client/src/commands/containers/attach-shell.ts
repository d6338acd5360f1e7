import * as l10n from "@vscode/l10n";
import { command } from "../command.ts";
import { rememberedShell } from "./shell-memory.ts";
import { shellProgram } from "./shell-terminal.ts";

export default command({
  id: "containers.attachShell",
  on: "container",
  icon: "terminal",
  group: "1_open",
  inline: true,
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot attach a shell to {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const { container } = target;
    await context.engine(); // Without one there is no terminal to open.
    const options = rememberedShell(context.memory, container.name);
    const debug = {
      label: l10n.t("Open Debug Shell..."),
      act: () => context.execute("gantry.containers.debugShell", target),
    };
    const noShell = (): void => context.ui.info(l10n.t("'{0}' has no shell of its own.", container.name), debug);
    context.ui.terminal(container.name, "terminal", shellProgram(context, container, options, noShell));
  },
});
