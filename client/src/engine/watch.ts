/** Tells when engines may have come or gone: docker's or Podman's files change, or a socket appears. */
import { type FSWatcher, watch } from "node:fs";
import { dockerFolder, type Machine, pathsOf } from "./machine.ts";
import { connectionFiles } from "./podman-connections.ts";
import { wellKnownSockets } from "./well-known.ts";

/** What belongs together comes in several writes. */
const SETTLING = 100;

/** Answers the function that ends the watch. */
export function watchForEngines(machine: Machine, changed: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | null = null;
  let isOver = false;

  const follow = async (): Promise<void> => {
    const wanted = await watchedFolders(machine);
    if (isOver) return;
    for (const [folder, watcher] of watchers)
      if (!wanted.has(folder)) {
        watcher.close();
        watchers.delete(folder);
      }
    for (const [folder, names] of wanted) {
      const watcher = watchers.has(folder) ? null : open(folder, names);
      if (watcher) watchers.set(folder, watcher);
    }
  };

  function open(folder: string, names: ReadonlySet<string> | null): FSWatcher | null {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (names === null || name === null || names.has(name)) settle();
      });
      watcher.on("error", () => {
        watcher.close();
        watchers.delete(folder);
      });
      return watcher;
    } catch {
      return null; // No such folder, or no more watches: the engine view looks again when it is opened.
    }
  }

  function settle(): void {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      void follow(); // A folder of a new context, or of a new engine. Never rejects.
      changed();
    }, SETTLING);
  }

  void follow();
  return () => {
    isOver = true;
    if (timer) clearTimeout(timer);
    for (const it of watchers.values()) it.close();
  };
}

/** Folder -> the names in it that matter; null: all do. */
async function watchedFolders(machine: Machine): Promise<Map<string, ReadonlySet<string> | null>> {
  const { join, dirname, basename } = pathsOf(machine);
  const docker = dockerFolder(machine);
  const meta = join(docker, "contexts", "meta");
  const folders = new Map<string, Set<string> | null>();
  const sockets = machine.platform === "win32" ? [] : await wellKnownSockets(machine); // Pipes cannot be watched.
  for (const path of [...sockets.map((it) => it.path), ...connectionFiles(machine)]) {
    const names = folders.get(dirname(path)) ?? new Set<string>();
    folders.set(dirname(path), names.add(basename(path)));
  }
  const own = folders.get(docker) ?? new Set<string>();
  folders.set(docker, own.add("config.json").add("contexts"));
  for (const it of [join(docker, "contexts"), meta, ...(await machine.list(meta)).map((id) => join(meta, id))])
    folders.set(it, null);
  return folders;
}
