/** Who listens on this machine. */
import { readdir, readFile, readlink } from "node:fs/promises";
import { createServer } from "node:net";

/** Whether the engine at an address runs here, so that its ports are this machine's. */
export const isOnThisMachine = (address: string): boolean =>
  /^(unix|npipe):/.test(address) || /^(tcp|https?):\/\/(localhost|127\.|\[::1\])/.test(address);

/** Whether a port of this machine is taken, as far as it can be told without taking it for long. */
export async function isListenedOn(port: number): Promise<boolean> {
  // A process that listens on one address only is seen on that address, where the system lets others have the rest.
  for (const host of ["0.0.0.0", "127.0.0.1", "::"]) if (await isTaken(port, host)) return true;
  return false;
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A port that this user may not have is not busy: the engine may have it.
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

/** The process that listens on a port, as `node (4711)`; null where the system does not tell. */
export async function processListeningOn(port: number): Promise<string | null> {
  if (process.platform !== "linux") return null;
  const inode = await listeningInode(port);
  if (inode === null) return null;
  const pids = (await readdir("/proc")).filter((it) => /^\d+$/.test(it));
  for (const pid of pids) {
    const files = await readdir(`/proc/${pid}/fd`).catch((): string[] => []); // Others' processes are not ours to look into.
    for (const file of files) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => "");
      if (target === `socket:[${inode}]`) return nameOf(pid);
    }
  }
  return null;
}

async function nameOf(pid: string): Promise<string> {
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  return `${name.trim() || "?"} (${pid})`;
}

const LISTENING = "0A";

async function listeningInode(port: number): Promise<string | null> {
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    const lines = (await readFile(table, "utf8").catch(() => "")).split("\n").slice(1);
    for (const line of lines) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (local?.endsWith(`:${wanted}`) && state === LISTENING && inode) return inode;
    }
  }
  return null;
}
