/** The terminal of one command in a container. */
import * as l10n from "@vscode/l10n";
import type { Container } from "../../engine/api/containers.ts";
import type { ExecRequest } from "../../engine/api/processes.ts";
import { exitCodeMeaning } from "../../engine/exit-code.ts";
import { type SessionBehaviour, sessionProgram } from "../../terminal/session-program.ts";
import { quote } from "../../ui/quote.ts";
import type { TerminalProgram } from "../../ui/ui.ts";
import type { CommandContext } from "../command.ts";
import { runningContainer } from "./shell-terminal.ts";

export function execProgram(
  context: Pick<CommandContext, "engine">,
  { id, name }: Pick<Container, "id" | "name">,
  request: Omit<ExecRequest, "tty" | "size">,
  behaviour: SessionBehaviour,
): TerminalProgram {
  return sessionProgram(
    async (size, opening) => {
      const engine = await context.engine();
      const running = await runningContainer(engine, id, name, opening);
      return engine.exec(running, { ...request, env: { TERM: "xterm-256color", ...request.env }, tty: true, size });
    },
    {
      failure: l10n.t("Cannot run a command in {0}", quote(name)),
      broken: l10n.t("The terminal of '{0}' was cut off", name),
      async ended(code) {
        if (behaviour.task && code === 0) return null; // VS Code says so itself.
        if (code === null) return l10n.t("It has ended.");
        const meaning = exitCodeMeaning(code);
        return meaning
          ? l10n.t("Ended with exit code {0}: {1}.", code, meaning)
          : l10n.t("Ended with exit code {0}.", code);
      },
    },
    behaviour,
  );
}
