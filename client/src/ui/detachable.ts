/**
 * Tells VS Code's keybindings whether the active terminal can be detached: Ctrl-P is VS Code's own key everywhere else,
 * also in terminals.
 */
import * as vscode from "vscode";
import { isDetachable } from "./vscode-ui.ts";

/** In package.json the chord Ctrl-P Ctrl-Q is sent to the terminal where this is so. */
const CONTEXT = "gantry.terminalDetaches";

export function followDetachable(): vscode.Disposable {
  const tell = (terminal: vscode.Terminal | undefined): void =>
    void vscode.commands.executeCommand("setContext", CONTEXT, terminal !== undefined && isDetachable(terminal));
  tell(vscode.window.activeTerminal);
  return vscode.window.onDidChangeActiveTerminal(tell);
}
