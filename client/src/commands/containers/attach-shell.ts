import { setTimeout as sleep } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import type { Engine } from "../../engine/engine.ts";
import { openShell } from "../../engine/shell-session.ts";
import { sessionProgram } from "../../terminal/session-program.ts";
import { command } from "../command.ts";

export default command({
  id: "containers.attachShell",
  on: "container",
  icon: "terminal",
  group: "1_open",
  inline: true,
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot attach a shell to {0}", names),
  async run({ ui, engine }, [target]) {
    if (!target) return;
    const { id, name } = target.container;
    const connected = await engine();
    ui.terminal(
      name,
      "terminal",
      sessionProgram((size) => openShell(connected, id, size), {
        failure: l10n.t("Cannot attach a shell to {0}", `'${name}'`),
        broken: l10n.t("The shell in '{0}' was cut off", name),
        async ended(code) {
          if (code !== 0 && (await hasStopped(connected, id)))
            return l10n.t("The container '{0}' has stopped, and the shell with it.", name);
          return code === 0 ? null : l10n.t("The shell in '{0}' ended with exit code {1}.", name, code ?? "?");
        },
      }),
    );
  },
});

/** Whether the container ended with the shell. The engine may take a moment to know it. */
async function hasStopped(engine: Engine, id: string): Promise<boolean> {
  for (let asked = 0; asked < 5; asked++) {
    if (asked > 0) await sleep(200);
    const container = await engine.container(id).catch(() => null); // Where the engine is gone, so is the container.
    if (container?.state !== "running") return true;
  }
  return false;
}
