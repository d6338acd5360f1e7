import type { RunRequest } from "./api/containers.ts";
import type { Session, TerminalSize } from "./api/processes.ts";
import type { Engine } from "./engine.ts";

/**
 * `run -it`: attached before the start, so that no output is lost. `prepare` is given the id of the new container before
 * it is started. A container that cannot be started is not left behind.
 */
export async function runAttached(
  engine: Engine,
  request: Omit<RunRequest, "interactive">,
  size: TerminalSize,
  prepare: (id: string) => Promise<void> = async () => undefined,
): Promise<Session> {
  const id = await engine.create({ ...request, interactive: true });
  try {
    await prepare(id);
    const session = await engine.attach(id, size);
    await engine.start(id);
    await session.resize(size).catch(() => undefined); // It may have ended already; its output is still to be shown.
    return session;
  } catch (error) {
    await engine.remove(id, { force: true, volumes: true }).catch(() => undefined); // The first failure is the one to tell.
    throw error;
  }
}
