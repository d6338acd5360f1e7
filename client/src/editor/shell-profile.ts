/** A shell in a container as a profile of VS Code's terminals: beside bash and zsh in the menu of the terminal panel. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { CommandContext } from "../commands/command.ts";
import { rememberedShell } from "../commands/containers/shell-memory.ts";
import { shellProgram } from "../commands/containers/shell-terminal.ts";
import { pseudoterminal } from "../ui/vscode-ui.ts";

export function registerShellProfile(context: CommandContext): vscode.Disposable {
  return vscode.window.registerTerminalProfileProvider("gantry.containerShell", {
    async provideTerminalProfile() {
      if (!vscode.workspace.isTrusted) return undefined;
      const engine = await context.engine();
      const running = (await engine.containers()).filter((it) => it.state === "running");
      if (running.length === 0) context.ui.info(l10n.t("No container runs on the engine."));
      const items = running.map((value) => ({ label: value.name, description: value.image, value }));
      const container =
        running.length === 0 ? null : await context.ui.pick(l10n.t("A shell in which container?"), items);
      if (!container) return undefined;
      const program = shellProgram(context, container, rememberedShell(context.memory, container.name));
      return new vscode.TerminalProfile({
        name: container.name,
        iconPath: new vscode.ThemeIcon("terminal"),
        pty: pseudoterminal(program),
      });
    },
  });
}
