import * as l10n from "@vscode/l10n";
import type { Container } from "../../engine/api/containers.ts";
import type { Session, TerminalSize } from "../../engine/api/processes.ts";
import type { Engine } from "../../engine/engine.ts";
import { endedText } from "../../run/ending.ts";
import { type Opening, sessionProgram } from "../../terminal/session-program.ts";
import { quote } from "../../ui/quote.ts";
import { command } from "../command.ts";
import { runningContainer } from "./shell-terminal.ts";

export default command({
  id: "containers.attachMain",
  on: "container",
  icon: "plug",
  group: "1_open",
  enabled: ({ container }) => container.state === "running",
  failure: (names) => l10n.t("Cannot attach to the main process of {0}", names),
  async run(context, [target]) {
    if (!target) return;
    const { container } = target;
    const { name } = container;
    await context.engine(); // Without one there is no terminal to open.
    const open = async (size: TerminalSize, opening: Opening): Promise<Session> =>
      attach(await context.engine(), container, size, opening);
    const texts = {
      failure: l10n.t("Cannot attach to the main process of {0}", quote(name)),
      broken: l10n.t("The terminal of '{0}' was cut off", name),
      ended: async (code: number | null) => endedText(name, code),
    };
    const detached = l10n.t("Detached from '{0}', which goes on.", name);
    context.ui.terminal(name, "plug", sessionProgram(open, texts, { again: "attach", detached }));
  },
});

async function attach(engine: Engine, { id, name }: Container, size: TerminalSize, opening: Opening): Promise<Session> {
  const running = await runningContainer(engine, id, name, opening);
  const session = await engine.attach(running, size);
  const keys = session.tty
    ? l10n.t("The main process of '{0}'. Ctrl-P Ctrl-Q detaches; other keys, Ctrl-C too, reach the process.", name)
    : l10n.t("The main process of '{0}', which has no terminal. Ctrl-C or Ctrl-P Ctrl-Q detaches; it goes on.", name);
  opening.tell(keys);
  // A program that fills the screen paints it anew when its size changes.
  await session.resize({ ...size, rows: size.rows + 1 }).catch(() => undefined); // It may have ended already.
  await session.resize(size).catch(() => undefined);
  return session;
}
