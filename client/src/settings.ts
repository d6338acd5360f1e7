/** The only place that reads VS Code's configuration. */
import * as vscode from "vscode";
import { readSettings, type SettingName, type Settings } from "../../server/src/shared/settings.ts";

/** The settings that hold for a resource, or for the window when there is none. */
export function settingsFor(resource: vscode.Uri | null): Settings {
  const configuration = vscode.workspace.getConfiguration("gantry", resource);
  return readSettings((name) => configuration.get(name));
}

/** Calls when the user changes a setting. */
export function onSettingChange(name: SettingName, changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`gantry.${name}`)) changed();
  });
}
