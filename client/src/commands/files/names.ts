/** Names of files in containers. */
import * as l10n from "@vscode/l10n";
import type { Ui } from "../../ui/ui.ts";

/** Null where the user thinks better of it. */
export function askFileName(ui: Pick<Ui, "input">, title: string, value: string): Promise<string | null> {
  return ui.input({
    title,
    prompt: l10n.t("Its name"),
    value,
    validate: (text) => (isFileName(text) ? null : l10n.t("A name without '/', other than '.' and '..'.")),
  });
}

/** Linux allows all but these. */
export const isFileName = (text: string): boolean =>
  text !== "" && text !== "." && text !== ".." && !/[/\0]/.test(text) && Buffer.byteLength(text) <= 255;
