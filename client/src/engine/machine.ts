/** What the search for engines sees of the machine. */
import { access, readdir, readFile, readlink, realpath, rename, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join, posix, resolve, win32 } from "node:path";

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly userId: number | null;
  /** The file's text, or null when there is none. */
  read(path: string): Promise<string | null>;
  exists(path: string): Promise<boolean>;
  /** The names in a folder, sorted; none when there is no such folder. */
  list(path: string): Promise<string[]>;
  /** Where symbolic links lead, also where nothing is there now. */
  resolve(path: string): Promise<string>;
  /** Writes a file whole or not at all; one that is there keeps its mode. */
  replace(path: string, text: string): Promise<void>;
}

export const thisMachine = (): Machine => ({
  env: process.env,
  platform: process.platform,
  home: homedir(),
  userId: process.getuid?.() ?? null,
  read: (path) => readFile(path, "utf8").catch(() => null),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  list: async (path) => (await readdir(path).catch((): string[] => [])).sort(),
  resolve: resolveLinks,
  async replace(path, text) {
    const mode = await stat(path).then(
      (it) => it.mode & 0o777,
      () => 0o600,
    );
    const temporary = `${path}.${process.pid}.tmp`;
    await writeFile(temporary, text, { mode });
    await rename(temporary, path);
  },
});

/** A socket that is gone for a moment leads where it did before. */
async function resolveLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const target = await readlink(path).catch(() => null);
    const last = target === null ? path : resolve(dirname(path), target);
    return join(await realpath(dirname(last)).catch(() => dirname(last)), basename(last));
  }
}

export const pathsOf = (machine: Machine): typeof posix => (machine.platform === "win32" ? win32 : posix);

/** The folder of the docker CLI's own files. */
export const dockerFolder = (machine: Machine): string =>
  machine.env.DOCKER_CONFIG || pathsOf(machine).join(machine.home, ".docker");
