/** Runs a new container, and where something is in the way offers the way around it. */
import * as l10n from "@vscode/l10n";
import type { Container, RunRequest } from "../engine/api/containers.ts";
import type { Engine } from "../engine/engine.ts";
import type { Credentials } from "../registry/credentials.ts";
import { stateName } from "../ui/state-name.ts";
import type { Ui } from "../ui/ui.ts";
import { isListenedOn, isOnThisMachine, processListeningOn } from "./host-ports.ts";
import { type IsBusy, nextFreePort, publisherOf } from "./ports.ts";
import { type RunProblem, runProblem } from "./problem.ts";
import { pullWithProgress } from "./transfer.ts";

interface Context {
  readonly ui: Ui;
  readonly credentials: Credentials;
}

/** What `start` answers, or null when the user did not want it any more. Throws EngineError. */
export async function launch<T>(
  context: Context,
  engine: Engine,
  request: RunRequest,
  start: (request: RunRequest) => Promise<T>,
): Promise<T | null> {
  let asked: RunRequest | null = request;
  while (asked !== null) {
    try {
      return await start(asked);
    } catch (error) {
      const problem = runProblem(error);
      if (problem === null) throw error;
      asked = await wayAround(context, engine, asked, problem);
    }
  }
  return null;
}

/** Answers the id. A container that cannot be started is not left behind. */
export async function startDetached(engine: Engine, request: RunRequest): Promise<string> {
  const id = await engine.create(request);
  try {
    await engine.start(id);
  } catch (error) {
    await engine.remove(id, { force: true, volumes: true }).catch(() => undefined); // The first failure is the one to tell.
    throw error;
  }
  return id;
}

/** Ports that a container of the engine publishes, or that something else of its machine listens on. */
export async function busyPorts(engine: Engine): Promise<IsBusy> {
  const containers = await engine.containers();
  const isLocal = isOnThisMachine(engine.address);
  return async (port) => publisherOf(port, containers) !== null || (isLocal && (await isListenedOn(port)));
}

async function wayAround(
  context: Context,
  engine: Engine,
  request: RunRequest,
  problem: RunProblem,
): Promise<RunRequest | null> {
  switch (problem.kind) {
    case "image": {
      const { image: reference, platform } = request;
      const wanted = { reference, ...(platform !== undefined && { platform }) };
      return (await pullWithProgress(context, engine, wanted)) === "cancelled" ? null : request;
    }
    case "name":
      return nameAround(context, engine, request, problem.name);
    case "port":
      return portAround(context, engine, request, problem.port);
  }
}

async function nameAround(
  { ui }: Context,
  engine: Engine,
  request: RunRequest,
  name: string,
): Promise<RunRequest | null> {
  const containers = await engine.containers();
  const other = containers.find((it) => it.name === name);
  const next = nextName(name, containers);
  const question = l10n.t("There is a container '{0}' already.", name);
  const removeOther = l10n.t("Remove the Other");
  const rename = l10n.t("Name This One '{0}'", next);
  // The first is what Enter chooses: nothing goes by it.
  const answers = [rename, ...(other ? [removeOther] : [])];
  const answer = await ui.choose(question, other ? holderText(other) : "", ...answers);
  if (answer === null) return null;
  if (answer === rename) return { ...request, name: next };
  if (other) await engine.remove(other.id, { force: true, volumes: false });
  return request;
}

function holderText({ image, state }: Container): string {
  const what = l10n.t("It was made from {0}: {1}.", image, stateName(state));
  return state === "running" ? `${what} ${l10n.t("Removing it kills it first; named volumes are kept.")}` : what;
}

/** `web`, `web-2`, `web-3` … */
function nextName(name: string, containers: readonly Container[]): string {
  const stem = name.replace(/-\d+$/, "");
  for (let number = 2; ; number++)
    if (containers.every((it) => it.name !== `${stem}-${number}`)) return `${stem}-${number}`;
}

async function portAround(
  { ui }: Context,
  engine: Engine,
  request: RunRequest,
  port: number,
): Promise<RunRequest | null> {
  const containers = await engine.containers();
  const other = publisherOf(port, containers);
  const program = other === null && isOnThisMachine(engine.address) ? await processListeningOn(port) : null;
  const isBusy = await busyPorts(engine);
  const asked = (request.ports ?? []).map((it) => it.host);
  const next = await nextFreePort(port, async (it) => it === port || asked.includes(it) || (await isBusy(it)));
  const useNext = l10n.t("Use Port {0}", next ?? 0);
  const stopOther = l10n.t("Stop '{0}'", other?.name ?? "");
  const answers = [...(next === null ? [] : [useNext]), ...(other ? [stopOther] : [])];
  const answer = await ui.choose(l10n.t("Port {0} is taken.", port), whoHolds(other, program), ...answers);
  if (answer === null) return null;
  if (answer === stopOther && other) {
    await engine.stop(other.id);
    return request;
  }
  const ports = (request.ports ?? []).map((it) => (it.host === port ? { ...it, host: next } : it));
  return { ...request, ports };
}

function whoHolds(other: Container | null, program: string | null): string {
  if (other) return l10n.t("The container '{0}' publishes it ({1}).", other.name, other.image);
  if (program !== null) return l10n.t("The process {0} of this machine listens on it.", program);
  return l10n.t("Another program on the engine's machine listens on it.");
}
