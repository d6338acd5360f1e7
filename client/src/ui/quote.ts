/** Names as the language of the texts marks them. */
import * as l10n from "@vscode/l10n";

export const quote = (name: string): string => l10n.t("'{0}'", name);
