/** How a container ended, and what that means. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import { plainText } from "../build/sanitise.ts";
import type { Engine } from "../engine/engine.ts";
import { exitCodeMeaning } from "../engine/exit-code.ts";
import { number, record, text } from "../engine/fields.ts";

export interface Ending {
  readonly exitCode: number;
  /** The system killed it because it wanted more memory than it may have. */
  readonly outOfMemory: boolean;
  /** Bytes; null without a limit. */
  readonly memoryLimit: number | null;
  /** Why the engine could not start it. */
  readonly error: string;
}

/** Out of the engine's own record of a container that has ended. */
export function endingOf(inspected: unknown): Ending {
  const state = record(record(inspected).State);
  const limit = number(record(record(inspected).HostConfig).Memory);
  return {
    exitCode: number(state.ExitCode),
    outOfMemory: state.OOMKilled === true,
    memoryLimit: limit > 0 ? limit : null,
    error: text(state.Error),
  };
}

/** A sentence without its name: `exit code 137: out of memory (its limit is 64 MB)`. */
export function endingText({ exitCode, outOfMemory, memoryLimit, error }: Ending): string {
  const meaning = outOfMemory
    ? memoryLimit === null
      ? l10n.t("out of memory")
      : l10n.t("out of memory (its limit is {0})", bytes(memoryLimit))
    : (exitCodeMeaning(exitCode) ?? error);
  return meaning ? l10n.t("exit code {0}: {1}", exitCode, meaning) : l10n.t("exit code {0}", exitCode);
}

/** The last line of a terminal on a container's main process. */
export function endedText(name: string, code: number | null): string {
  if (code === null) return l10n.t("'{0}' has ended.", name);
  const meaning = exitCodeMeaning(code);
  return meaning
    ? l10n.t("'{0}' has ended with exit code {1}: {2}.", name, code, meaning)
    : l10n.t("'{0}' has ended with exit code {1}.", name, code);
}

const LAST_LINES = 5;

/** What it printed last, without colours, in one line as messages have them. */
export async function lastWords(engine: Engine, id: string): Promise<string> {
  let said = "";
  const decoder = new TextDecoder();
  const logs = await engine.logs(id, { follow: false, tail: LAST_LINES }, new AbortController().signal);
  for await (const chunk of logs) said += decoder.decode(chunk.bytes, { stream: true });
  const lines = plainText(said)
    .split("\n")
    .map((it) => it.trim());
  return lines.filter(Boolean).join(" / ");
}
