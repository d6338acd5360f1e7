/** Numbers as they are read in the language of the texts; what a machine reads is not written so. */
import * as l10n from "@vscode/l10n";

/** `0.5`, and `0,5` in Spanish. `digits` are behind the mark, one at least. */
export function decimal(value: number, digits = 1): string {
  const [whole = "", fraction = ""] = value.toFixed(digits).split(".");
  return l10n.t("{0}.{1}", whole, fraction);
}

/** One digit behind the mark where it tells something: `2.0`, `45`. */
export const rounded = (value: number): string => (value < 10 ? decimal(value) : String(Math.round(value)));

/** `2.0 %` */
export const percent = (value: number): string => `${rounded(value)} %`;
