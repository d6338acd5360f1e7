import * as l10n from "@vscode/l10n";
import type { Engine, Session, TerminalSize } from "../../engine/engine.ts";
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
      sessionProgram((size) => runAttached(connected, image, size), {
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

/** `run -it --rm`: attached before the start, so that no output is lost. */
async function runAttached(engine: Engine, image: string, size: TerminalSize): Promise<Session> {
  const id = await engine.create({ image, interactive: true, autoRemove: true });
  try {
    const session = await engine.attach(id, size);
    await engine.start(id);
    await session.resize(size).catch(() => undefined); // It may have ended already; its output is still to be shown.
    return session;
  } catch (error) {
    await engine.remove(id, { force: true, volumes: true }).catch(() => undefined); // The first failure is the one to tell.
    throw error;
  }
}
