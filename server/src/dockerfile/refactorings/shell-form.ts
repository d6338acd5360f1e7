/** A JSON array becomes the shell form, every word quoted as it needs to be. */
import * as l10n from "@vscode/l10n";
import { replace } from "../../text/span.ts";
import { commandWords, isBound } from "./exec-form.ts";
import { isPosix, isUncommented, type Refactoring, stageInstructions } from "./refactoring.ts";

export const shellForm: Refactoring = (file, it) => {
  const words = commandWords(it);
  const values = words && valuesOf(words.text);
  if (!words || !values || values.length === 0 || !isPosix(file, it) || !isUncommented(file, it)) return null;
  if (isBound(stageInstructions(file, it), it) || values.some((value) => /[\p{Cc}]/u.test(value))) return null;
  const text = values.map(quoted).join(" ");
  // What begins like this would be read as an array, a heredoc or a flag again.
  if (/^(?:\[|--)/.test(text)) return null;
  const title = l10n.t("Write `{0}` in the shell form", it.keyword);
  return { title, kind: "refactor.rewrite", edits: [replace(words, text)] };
};

function valuesOf(text: string): string[] | null {
  if (!text.startsWith("[")) return null;
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) && values.every((value) => typeof value === "string") ? values : null;
  } catch {
    return null; // No array: the shell form already.
  }
}

const quoted = (value: string): string =>
  /^[\w@%+:,./-][\w@%+=:,./-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
