import type { Engine, RunRequest, Session, TerminalSize } from "./engine.ts";

/** `run -it --rm`: attached before the start, so that no output is lost. */
export async function runAttached(
  engine: Engine,
  request: Omit<RunRequest, "interactive" | "autoRemove">,
  size: TerminalSize,
): Promise<Session> {
  const id = await engine.create({ ...request, interactive: true, autoRemove: true });
  try {
    const session = await engine.attach(id, size);
    await engine.start(id);
    await session.resize(size).catch(() => undefined); // It may have ended already; its output is still to be shown.
    return session;
  } catch (error) {
    await engine.remove(id, { force: true, volumes: true }).catch(() => undefined); // The first failure is the one to tell.
    throw error;
  }
}
