/** How long ago something was, in the reader's words. */
import * as l10n from "@vscode/l10n";

const DAY = 86_400;

/** `createdAt` is Unix time in seconds, `now` milliseconds. */
export function age(createdAt: number, now = Date.now()): string {
  const days = Math.floor((now / 1000 - createdAt) / DAY);
  if (days < 1) return l10n.t("today");
  if (days === 1) return l10n.t("yesterday");
  if (days < 60) return l10n.t("{0} days ago", days);
  return days < 730
    ? l10n.t("{0} months ago", Math.round(days / 30.4))
    : l10n.t("{0} years ago", Math.round(days / 365.25));
}

/** `2026-11-03`, in every language. */
export const day = (createdAt: number): string => new Date(createdAt * 1000).toISOString().slice(0, 10);
