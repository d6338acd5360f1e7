/** Child processes that end with us: each leads a group of its own, and the group ends by its leader's pid. */
import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";

const running = new Set<number>();
let isWatching = false;

/** Like child_process.spawn; the process and all that it starts end when this process does, also on Ctrl-C. */
export function spawnOwned(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  watch();
  const child = spawn(command, args, { ...options, detached: true });
  const { pid } = child;
  if (pid !== undefined) running.add(pid);
  return child;
}

/** Ends the group: SIGTERM first, SIGKILL for what is left after `graceMs`. */
export async function endOwned(child: ChildProcess, graceMs = 3000): Promise<void> {
  const { pid } = child;
  if (pid === undefined || !running.has(pid)) return;
  signalGroup(pid, "SIGTERM");
  for (const until = Date.now() + graceMs; Date.now() < until && isGroupAlive(pid); )
    await new Promise((resolve) => setTimeout(resolve, 25));
  signalGroup(pid, "SIGKILL");
  running.delete(pid);
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  process.on("exit", () => {
    for (const pid of running) signalGroup(pid, "SIGKILL");
  });
  exitOnSignals();
}

let exitsOnSignals = false;

/** Makes exit handlers run on Ctrl-C and kill too: a signal's default action skips them. */
export function exitOnSignals(): void {
  if (exitsOnSignals) return;
  exitsOnSignals = true;
  for (const [signal, code] of Object.entries({ SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }))
    process.once(signal, () => process.exit(code));
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    /* the group has ended */
  }
}

function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}
