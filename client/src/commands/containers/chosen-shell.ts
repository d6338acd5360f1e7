/** A terminal that asks in which container its shell is to be. VS Code takes a profile that is not chosen to its end for a failure. */
import * as l10n from "@vscode/l10n";
import type { Container } from "../../engine/api/containers.ts";
import type { TerminalSize } from "../../engine/api/processes.ts";
import { explainFailure } from "../../ui/explain.ts";
import type { TerminalProgram, TerminalScreen } from "../../ui/ui.ts";
import type { CommandContext } from "../command.ts";
import { rememberedShell } from "./shell-memory.ts";
import { shellProgram } from "./shell-terminal.ts";

export function chosenShell(context: CommandContext): TerminalProgram {
  const state = { program: null as TerminalProgram | null, size: null as TerminalSize | null, isStopped: false };
  const begin = async (screen: TerminalScreen): Promise<void> => {
    const container = await chosen(context);
    if (state.isStopped) return;
    if (!container) return screen.close();
    screen.rename?.(container.name);
    state.program = shellProgram(context, container, rememberedShell(context.memory, container.name));
    state.program.start(screen, state.size);
  };
  return {
    start(screen, size) {
      state.size = size;
      begin(screen).catch((error: unknown) => {
        context.ui.error(explainFailure(l10n.t("Cannot open a shell"), error));
        screen.close();
      });
    },
    input: (data) => state.program?.input?.(data),
    resize(size) {
      state.size = size;
      state.program?.resize?.(size);
    },
    stop() {
      state.isStopped = true;
      state.program?.stop();
    },
  };
}

async function chosen({ engine, ui, execute }: CommandContext): Promise<Container | null> {
  const running = (await (await engine()).containers()).filter((it) => it.state === "running");
  if (running.length === 0) {
    ui.info(l10n.t("No container runs on the engine."), {
      label: l10n.t("Run New Container..."),
      act: () => execute("gantry.containers.runNew", undefined),
    });
    return null;
  }
  const items = running.map((value) => ({ label: value.name, description: value.image, value }));
  return ui.pick(l10n.t("A shell in which container?"), items);
}
