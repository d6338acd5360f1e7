import * as l10n from "@vscode/l10n";
import type { Engine, RunRequest } from "../../engine/engine.ts";
import { command, imageReference } from "../command.ts";

export default command({
  id: "images.run",
  on: "image",
  icon: "play",
  group: "1_open",
  inline: true,
  enabled: () => true,
  failure: (names) => l10n.t("Cannot run {0}", names),
  async run({ ui, engine, execute }, [target]) {
    if (!target) return;
    const image = imageReference(target);
    const connected = await engine();
    const id = await startNew(connected, { image, interactive: false, publishAll: true });
    const container = await connected.container(id);
    if (!container) return; // Somebody else has removed it already.
    ui.info(l10n.t("Started '{0}' from {1}.", container.name, image), {
      label: l10n.t("View Logs"),
      act: () => execute("gantry.containers.logs", { kind: "container", id, container }),
    });
  },
});

/** A container that cannot be started is not left behind. */
async function startNew(engine: Engine, request: RunRequest): Promise<string> {
  const id = await engine.create(request);
  try {
    await engine.start(id);
  } catch (error) {
    await engine.remove(id, { force: true, volumes: true }).catch(() => undefined); // The first failure is the one to tell.
    throw error;
  }
  return id;
}
