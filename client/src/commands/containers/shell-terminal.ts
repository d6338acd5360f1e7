/** The terminal of a shell in a container, which outlives the container's restarts and the engine's. */
import { setTimeout as sleep } from "node:timers/promises";
import * as l10n from "@vscode/l10n";
import type { Container } from "../../engine/api/containers.ts";
import type { Engine } from "../../engine/engine.ts";
import { EngineError } from "../../engine/errors.ts";
import { openShell, type ShellOptions } from "../../engine/shell-session.ts";
import { type Opening, sessionProgram } from "../../terminal/session-program.ts";
import { quote } from "../../ui/quote.ts";
import type { TerminalProgram } from "../../ui/ui.ts";
import type { CommandContext } from "../command.ts";

export function shellProgram(
  context: Pick<CommandContext, "engine">,
  { id, name }: Pick<Container, "id" | "name">,
  options: ShellOptions,
  /** Called where the image has no shell; the terminal says so. */
  noShell: () => void = () => undefined,
): TerminalProgram {
  return sessionProgram(
    async (size, opening) => {
      const engine = await context.engine();
      const running = await runningContainer(engine, id, name, opening);
      const how = optionsText(options);
      if (how) opening.tell(how);
      return openShell(engine, running, size, options).catch((error: unknown) => {
        if (error instanceof EngineError && error.reason === "no-shell") noShell();
        throw error;
      });
    },
    {
      failure: l10n.t("Cannot attach a shell to {0}", quote(name)),
      broken: l10n.t("The shell in '{0}' was cut off", name),
      async ended(code) {
        if (code !== 0 && (await hasStopped(await context.engine(), id)))
          return l10n.t("The container '{0}' has stopped, and the shell with it.", name);
        return code === 0 ? null : l10n.t("The shell in '{0}' ended with exit code {1}.", name, code ?? "?");
      },
    },
    { again: "attach" },
  );
}

const LOOK_MS = 300;

/**
 * The container's id, once it runs. One of the same name takes its place where it is gone: compose makes new ones of
 * what has changed. Throws the signal's reason.
 */
export async function runningContainer(engine: Engine, id: string, name: string, opening: Opening): Promise<string> {
  for (let asked = 0; ; asked++) {
    opening.signal.throwIfAborted();
    const container = (await engine.container(id)) ?? (await named(engine, name));
    // What is gone for good is the engine's to tell, and so is a pause.
    if (container === null || container.state === "running" || container.state === "paused") return container?.id ?? id;
    if (asked === 0) opening.tell(l10n.t("'{0}' does not run. Waiting for it; Ctrl-C ends the wait.", name));
    await sleep(LOOK_MS, null, { signal: opening.signal });
  }
}

const named = async (engine: Engine, name: string): Promise<Container | null> =>
  (await engine.containers()).find((it) => it.name === name) ?? null;

/** Whether the container ended with the shell. The engine may take a moment to know it. */
async function hasStopped(engine: Engine, id: string): Promise<boolean> {
  for (let asked = 0; asked < 5; asked++) {
    if (asked > 0) await sleep(200);
    const container = await engine.container(id).catch(() => null); // Where the engine is gone, so is the container.
    if (container?.state !== "running") return true;
  }
  return false;
}

/** What was chosen for this shell, in one line; nothing where nothing was. */
function optionsText({ shell, user, workingDir, env }: ShellOptions): string {
  const parts = [
    ...(shell === undefined ? [] : [shell]),
    ...(user === undefined ? [] : [l10n.t("as {0}", user)]),
    ...(workingDir === undefined ? [] : [l10n.t("in {0}", workingDir)]),
    ...(env && Object.keys(env).length > 0 ? [l10n.t("with {0}", Object.keys(env).join(", "))] : []),
  ];
  return parts.join(", ");
}
