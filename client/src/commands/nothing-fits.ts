/** What is said where a command of the palette finds nothing that it could be done to, and what can be done instead. */
import * as l10n from "@vscode/l10n";
import type { Button } from "../ui/ui.ts";
import type { CommandContext, TargetKind } from "./command.ts";

interface Answer {
  readonly text: string;
  readonly buttons: readonly Button[];
}

export function nothingFits({ execute }: CommandContext, kind: Exclude<TargetKind, "window">): Answer {
  const button = (label: string, id: string): Button => ({ label, act: () => execute(id, undefined) });
  const openFile = button(l10n.t("Open File..."), "workbench.action.files.openFile");
  switch (kind) {
    case "engine":
      return {
        text: l10n.t("There is no engine with which this can be done."),
        buttons: [button(l10n.t("Add Engine..."), "gantry.engines.add")],
      };
    case "container":
      return {
        text: l10n.t("No container is in a state where this can be done."),
        buttons: [button(l10n.t("Run New Container..."), "gantry.containers.runNew")],
      };
    case "image":
      return {
        text: l10n.t("The engine has no image yet."),
        buttons: [
          button(l10n.t("Pull Image..."), "gantry.images.pullByName"),
          button(l10n.t("Build Image..."), "gantry.images.build"),
        ],
      };
    case "volume":
      return {
        text: l10n.t("The engine has no volume yet."),
        buttons: [button(l10n.t("Create Volume..."), "gantry.volumes.create")],
      };
    case "network":
      return {
        text: l10n.t("The engine has no network yet."),
        buttons: [button(l10n.t("Create Network..."), "gantry.networks.create")],
      };
    case "build":
    case "port":
    case "variable":
    case "membership":
    case "file":
      return { text: l10n.t("Choose a row below an object in the Gantry views first."), buttons: [] };
    case "dockerfile":
      return {
        text: l10n.t("There is no Dockerfile in this workspace."),
        buttons: [openFile, button(l10n.t("Open an Example"), "gantry.help.openExample")],
      };
    case "compose":
      return { text: l10n.t("There is no compose file in this workspace."), buttons: [openFile] };
  }
}
