/** `ENV name value` becomes `ENV name=value`. */
import * as l10n from "@vscode/l10n";
import { replace } from "../../text/span.ts";
import type { Refactoring } from "./refactoring.ts";

export const equalsSign: Refactoring = (file, it) => {
  const [pair] = it.keyword === "ENV" || it.keyword === "LABEL" ? it.pairs : [];
  if (!pair?.value || pair.hasEquals) return null;
  const { start, end, text } = pair.value;
  // Quotes of its own, escapes and several lines need more thought than an edit can give them.
  if (/["'\\`]/.test(text) || file.text.slice(start, end) !== text) return null;
  const value = /\s/.test(text) ? `"${text}"` : text;
  const title = l10n.t("Write `{0}` with an equals sign", `${it.written} ${pair.name.text}`);
  return { title, kind: "refactor.rewrite", edits: [replace({ start: pair.name.end, end }, `=${value}`)] };
};
