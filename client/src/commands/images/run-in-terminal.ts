/** Runs a new container with a terminal on its main process. */
import * as l10n from "@vscode/l10n";
import type { RunRequest } from "../../engine/api/containers.ts";
import type { Engine } from "../../engine/engine.ts";
import { EngineError } from "../../engine/errors.ts";
import { runAttached } from "../../engine/run-attached.ts";
import { endedText } from "../../run/ending.ts";
import { launch } from "../../run/launch.ts";
import { sessionProgram } from "../../terminal/session-program.ts";
import { quote } from "../../ui/quote.ts";
import type { CommandContext } from "../command.ts";

export function runInTerminal(context: CommandContext, engine: Engine, request: RunRequest): void {
  const name = request.name ?? request.image;
  context.ui.terminal(
    name,
    "vm-running",
    sessionProgram(
      async (size) => {
        const session = await launch(context, engine, request, (asked) => runAttached(engine, asked, size));
        if (session === null) throw new EngineError("unknown", l10n.t("it was not started."));
        return session;
      },
      {
        failure: l10n.t("Cannot run {0}", quote(name)),
        broken: l10n.t("The terminal of '{0}' was cut off", name),
        ended: async (code) => endedText(name, code),
      },
    ),
  );
}
