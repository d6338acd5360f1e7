/** A shell in a container as a profile of VS Code's terminals: beside bash and zsh in the menu of the terminal panel. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { CommandContext } from "../commands/command.ts";
import { chosenShell } from "../commands/containers/chosen-shell.ts";
import { pseudoterminal } from "../ui/vscode-ui.ts";

export function registerShellProfile(context: CommandContext): vscode.Disposable {
  return vscode.window.registerTerminalProfileProvider("gantry.containerShell", {
    provideTerminalProfile() {
      if (!vscode.workspace.isTrusted) return undefined;
      const pty = pseudoterminal(chosenShell(context));
      // Of its own accord VS Code does not show the terminals where they are hidden.
      const opening = vscode.window.onDidOpenTerminal((it) => {
        if (!("pty" in it.creationOptions && it.creationOptions.pty === pty)) return;
        opening.dispose();
        it.show();
      });
      const name = l10n.t("Container");
      return new vscode.TerminalProfile({ name, iconPath: new vscode.ThemeIcon("terminal"), pty });
    },
  });
}
