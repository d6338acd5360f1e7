/** The compose project that a command is about. */
import { basename, dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as l10n from "@vscode/l10n";
import { findComposeCli, programFor } from "../../compose/cli.ts";
import { containersOf } from "../../compose/project.ts";
import type { Container } from "../../engine/api/containers.ts";
import type { CommandContext, ComposeTarget } from "../command.ts";

/** The containers of the file's project, or of the one service. Throws EngineError where there is no engine. */
export async function projectContainers(context: CommandContext, target: ComposeTarget): Promise<Container[]> {
  await context.engine();
  const { project: name } = await context.composeOutline(target.path);
  return containersOf(context.store().containers.values(), { path: target.path, name }, target.service ?? null);
}

const shortPath = (path: string, folder: string): string => {
  const inside = relative(folder, path);
  return inside.startsWith("..") ? path : inside;
};

/** Says that nothing of it is there. */
export function tellNothingRuns({ ui, execute }: CommandContext, target: ComposeTarget): void {
  const name = target.service ?? basename(target.path);
  ui.info(l10n.t("Nothing of '{0}' runs on the engine.", name), {
    label: l10n.t("Up"),
    act: () => execute("gantry.compose.up", target),
  });
}

/** What Docker Compose calls a service; anything else could be taken for an option of the program. */
const SERVICE = /^[a-zA-Z0-9_][\w.-]*$/;
/** A passphrase never goes to another program; docker's own has stopped to ask for one. */
function tellOfLockedKey({ ui }: CommandContext, name: string): void {
  ui.info(
    l10n.t(
      "The key of '{0}' has a passphrase, which Gantry gives to no other program. Docker Compose 2 cannot open such a key: if the terminal says so, give this engine a key without one.",
      name,
    ),
  );
}

const INSTALL = "https://docs.docker.com/compose/install/";

/**
 * Runs Docker Compose in a terminal, in the folder of its `.env` or else of the file. The service comes last. Resolves when
 * it has ended. Throws EngineError where the engine does not answer.
 */
export async function runCompose(
  context: CommandContext,
  { path, service }: ComposeTarget,
  [verb = "", ...options]: readonly string[],
): Promise<void> {
  if (service !== undefined && !SERVICE.test(service))
    throw new Error(l10n.t("'{0}' is no name that a service can have.", service));
  const cli = await findComposeCli();
  if (!cli) {
    context.ui.error(
      l10n.t(
        "Docker Compose is not on this machine: none of `docker compose`, `docker-compose`, `podman compose` and `podman-compose` answers. Install one, then try again.",
      ),
      { label: l10n.t("How to Install"), act: () => void context.openExternal(INSTALL) },
    );
    return;
  }
  await context.saveFiles();
  await context.engine();
  const { files, isNamed, folder } = await context.composeOutline(path);
  const cwd = fileURLToPath(folder);
  await context.engines.ready();
  const { currentId } = context.engines;
  const engine = context.engines.known.find((it) => it.id === currentId) ?? null;
  const added = context.added.list().find((it) => it.id === currentId) ?? null;
  if (added && (await context.added.address(added)).tls?.passphrase !== undefined) tellOfLockedKey(context, added.name);
  const compose = programFor(cli, engine, added, context.store().engine?.near);
  await context.runProcess({
    ...compose,
    name: `${verb} ${service ?? basename(dirname(path))}`,
    args: [
      ...compose.args,
      ...(isNamed ? [] : files).flatMap((it) => ["-f", shortPath(fileURLToPath(it), cwd)]),
      verb,
      ...options,
      ...(service ? [service] : []),
    ],
    cwd,
  });
}
