/** A machine of files in memory, for the search for engines. */
import type { Machine } from "../../client/src/engine/machine.ts";

export interface MachineOptions {
  readonly env?: Record<string, string>;
  readonly files?: Record<string, string>;
  /** Symbolic links and what they lead to. */
  readonly links?: Record<string, string>;
  readonly platform?: NodeJS.Platform;
}

export function machineOf({ env = {}, files = {}, links = {}, platform = "linux" }: MachineOptions): Machine {
  const slashes = (path: string): string => (platform === "win32" ? path.replaceAll("\\", "/") : path);
  return {
    env,
    platform,
    home: platform === "win32" ? "C:\\Users\\me" : "/home/me",
    userId: 1000,
    read: async (path) => files[path] ?? null,
    exists: async (path) => path in files || path in links,
    list: async (folder) => [
      ...new Set(
        Object.keys(files)
          .map(slashes)
          .filter((it) => it.startsWith(slashes(folder).replace(/\/?$/, "/")))
          .map((it) => it.slice(folder.replace(/[\\/]?$/, "/").length).split("/")[0] ?? ""),
      ),
    ],
    resolve: async (path) => links[path] ?? path,
    replace: async (path, text) => void Object.assign(files, { [path]: text }),
  };
}
