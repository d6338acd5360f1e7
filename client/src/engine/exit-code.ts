/** What the exit code of a container tells. */
import * as l10n from "@vscode/l10n";

/** The engine tells the code in words only: `Exited (137) 2 seconds ago`. Null while it runs. */
export function exitCodeOf(status: string): number | null {
  const code = /^Exited \((\d+)\)/.exec(status)?.[1];
  return code === undefined ? null : Number(code);
}

/** What the field knows a code by, or null where it is the program's own. */
export function exitCodeMeaning(code: number): string | null {
  switch (code) {
    case 125:
      return l10n.t("the engine could not start it");
    case 126:
      return l10n.t("the command cannot be executed");
    case 127:
      return l10n.t("the command was not found");
    case 130:
      return l10n.t("interrupted with Ctrl-C (SIGINT)");
    case 134:
      return l10n.t("it aborted itself (SIGABRT)");
    case 137:
      return l10n.t("killed (SIGKILL), as a stop does that was not heeded in time");
    case 139:
      return l10n.t("it crashed with a segmentation fault (SIGSEGV)");
    case 143:
      return l10n.t("asked to stop (SIGTERM)");
    default:
      return null;
  }
}
