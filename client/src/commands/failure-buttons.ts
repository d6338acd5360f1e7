/** What can be done at once about a command that failed. */
import * as l10n from "@vscode/l10n";
import { EngineError, isAway } from "../engine/errors.ts";
import { publisherOf } from "../run/ports.ts";
import { runProblem } from "../run/problem.ts";
import { explainFailure } from "../ui/explain.ts";
import { quote } from "../ui/quote.ts";
import type { Button } from "../ui/ui.ts";
import { engineRows } from "../views/engines.ts";
import type { CommandContext } from "./command.ts";

/** `retry` does the whole command again. */
export function failureButtons(context: CommandContext, error: unknown, retry: () => void): Button[] {
  if (!(error instanceof EngineError)) return [];
  if (isAway(error.reason) || error.reason === "no-registry") return [{ label: l10n.t("Retry"), act: retry }];
  if (error.reason === "disk") return [prune(context)];
  const problem = runProblem(error);
  return problem?.kind === "port" ? stopPublisher(context, problem.port, retry) : [];
}

function prune({ engines, store, execute }: CommandContext): Button {
  const target = engineRows(engines).find((it) => it.engine === store().id);
  return { label: l10n.t("Remove What Is Not Used..."), act: () => execute("gantry.engines.prune", target) };
}

function stopPublisher({ store, engine, ui }: CommandContext, port: number, retry: () => void): Button[] {
  const other = publisherOf(port, store().containers.values());
  if (other === null) return [];
  const stop = async (): Promise<void> => {
    try {
      await (await engine()).stop(other.id);
      retry();
    } catch (error) {
      ui.error(explainFailure(l10n.t("Cannot stop {0}", quote(other.name)), error));
    }
  };
  return [{ label: l10n.t("Stop {0} and Retry", quote(other.name)), act: () => void stop() }]; // It tells its own failures.
}
