/** The words of a mark: readable without its colour. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import { decimal } from "../../../server/src/shared/numbers.ts";
import type { BuildMark, StageTotal } from "./build-marks.ts";
import type { CacheCause } from "./cache-cause.ts";
import { stepExitCode } from "./progress.ts";
import { plainText } from "./sanitise.ts";

const LONGEST_OUTPUT = 80;

/** `now` is in milliseconds since 1970. */
export function markText(mark: BuildMark, now: number): string {
  switch (mark.status) {
    case "waiting":
      return l10n.t("○ waiting");
    case "running": {
      const last = mark.output.at(-1)?.slice(0, LONGEST_OUTPUT);
      const running = l10n.t("● running {0} s", Math.max(0, Math.floor((now - (mark.startedAt ?? now)) / 1000)));
      return last ? `${running} · ${last}` : running;
    }
    case "cached":
      return withSize(l10n.t("✓ cached"), mark);
    case "done":
      return withCause(withSize(`✓ ${seconds(mark)} s`, mark), mark);
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
      ? l10n.t("The build failed here: {0}", error ?? "")
      : l10n.t("This step ended with exit code {0}.", exitCode);
  return [what, ...output].join("\n");
}

/** Why a step ran, in a few words. */
export function causeText(cause: CacheCause): string {
  switch (cause.kind) {
    case "instruction":
      return l10n.t("new instruction");
    case "files": {
      const [first] = cause.files;
      if (!first || cause.files.length > 1) return l10n.t("{0} files changed", cause.files.length);
      return l10n.t("{0} changed", first.path);
    }
    case "stage":
      return l10n.t("stage {0} changed", cause.stage);
    case "arguments":
      return l10n.t("{0} changed", cause.names.join(", "));
    case "unfinished":
      return l10n.t("not completed last time");
    case "gone":
      return l10n.t("base image or cache changed");
  }
}

/** Why a step ran, in a sentence; with the files, as far as there is room. */
export function causeSentence(cause: CacheCause): string {
  switch (cause.kind) {
    case "instruction":
      return l10n.t("It ran because the instruction is new or was changed since the last build.");
    case "files": {
      const named = cause.files.slice(0, NAMED_FILES).map(({ path, change }) => `  ${SIGNS[change]} ${path}`);
      const others = cause.files.length - named.length;
      return [
        l10n.t("It ran because these files are not what they were in the last build:"),
        ...named,
        ...(others > 0 ? [l10n.t("  and {0} more", others)] : []),
      ].join("\n");
    }
    case "stage":
      return l10n.t("It ran because the stage '{0}', which it copies from, gave a new result.", cause.stage);
    case "arguments":
      return l10n.t(
        "It ran because build arguments have other values than in the last build: {0}",
        cause.names.join(", "),
      );
    case "unfinished":
      return l10n.t("It ran because the last build did not complete it.");
    case "gone":
      return l10n.t("It ran because the engine no longer has its result, or the base image is another one.");
  }
}

/** What stands above a FROM when the build is over: of the stage, and of the whole image where the stage is not all of it. */
export function totalTexts({ seconds, cached, steps, size, image }: StageTotal): string[] {
  const parts = [
    `${decimal(seconds)} s`,
    l10n.t("{0} of {1} steps cached", cached, steps),
    ...(size ? [bytes(size)] : []),
  ];
  const whole = image && l10n.t("whole image: {0} s · {1}", decimal(image.seconds), bytes(image.size));
  return [parts.join(" · "), ...(whole ? [whole] : [])];
}

const SIGNS = { added: "+", changed: "~", removed: "-" } as const;
const NAMED_FILES = 20;

const withCause = (text: string, { cause }: BuildMark): string =>
  cause === null ? text : `${text} · ${plainText(causeText(cause))}`;

const seconds = ({ startedAt, completedAt }: BuildMark): string =>
  decimal(((completedAt ?? 0) - (startedAt ?? 0)) / 1000);

/** A step that adds nothing says nothing of it. */
const withSize = (text: string, { size }: BuildMark): string => (size ? `${text} · ${bytes(size)}` : text);
