import * as l10n from "@vscode/l10n";

/** Date and time as they are written in the language of the texts; `at` is in milliseconds since 1970. */
export function dateText(at: number): string {
  const language = l10n.t("en");
  return new Date(at).toLocaleString(language === "en" ? undefined : language); // English has the formats of many places.
}
