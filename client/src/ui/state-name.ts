import * as l10n from "@vscode/l10n";
import type { ContainerState } from "../engine/api/containers.ts";

/** The state of a container in the user's language. */
export function stateName(state: ContainerState): string {
  const names = {
    created: () => l10n.t("created"),
    running: () => l10n.t("running"),
    paused: () => l10n.t("paused"),
    restarting: () => l10n.t("restarting"),
    removing: () => l10n.t("being removed"),
    exited: () => l10n.t("stopped"),
    dead: () => l10n.t("dead"),
  };
  return names[state]();
}
