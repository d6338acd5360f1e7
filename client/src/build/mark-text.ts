/** The words of a mark: readable without its colour. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { BuildMark } from "./build-marks.ts";
import { stepExitCode } from "./progress.ts";

const LONGEST_OUTPUT = 80;

/** `now` is in milliseconds since 1970. */
export function markText(mark: BuildMark, now: number): string {
  switch (mark.status) {
    case "waiting":
      return l10n.t("○ waiting");
    case "running": {
      const last = mark.output.at(-1)?.slice(0, LONGEST_OUTPUT);
      const running = l10n.t("● running {0} s", Math.max(0, Math.floor((now - (mark.startedAt ?? now)) / 1000)));
      return last ? `${running}   ${last}` : running;
    }
    case "cached":
      return withSize(l10n.t("✓ cached"), mark);
    case "done":
      return withSize(`✓ ${seconds(mark)} s`, mark);
    case "failed":
      return l10n.t("✗ failed");
    case "cancelled":
      return l10n.t("✗ cancelled");
  }
}

/** What the diagnostic of a failed step says. */
export function failureText({ error, output }: BuildMark): string {
  const exitCode = stepExitCode(error);
  const what =
    exitCode === null
      ? l10n.t("This step failed: {0}", error ?? "")
      : l10n.t("This step ended with exit code {0}.", exitCode);
  return [what, ...output].join("\n");
}

const seconds = ({ startedAt, completedAt }: BuildMark): string =>
  (((completedAt ?? 0) - (startedAt ?? 0)) / 1000).toFixed(1);

/** A step that adds nothing says nothing of it. */
const withSize = (text: string, { size }: BuildMark): string => (size ? `${text} · ${bytes(size)}` : text);
