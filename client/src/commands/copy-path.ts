/** What is offered with the path of a file that was just written. */
import * as l10n from "@vscode/l10n";
import type { Button } from "../ui/ui.ts";
import type { CommandContext } from "./command.ts";

export const copyPath = ({ copy }: CommandContext, path: string): Button => ({
  label: l10n.t("Copy Path"),
  act: () => void copy(path), // VS Code's clipboard does not fail.
});
