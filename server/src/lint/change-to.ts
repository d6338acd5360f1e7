/** The fix that most rules have. */
import * as l10n from "@vscode/l10n";
import { replace, type Span } from "../text/span.ts";
import type { Fix } from "./rule.ts";

/** In a title. */
const LONGEST = 80;

/** Puts a text, which the title shows, in the place of another. */
export const changeTo = (text: string, span: Span): Fix => ({
  title: () => l10n.t("Change to `{0}`", text.slice(0, LONGEST)),
  edits: [replace(span, text)],
});
