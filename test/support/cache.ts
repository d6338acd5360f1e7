import { homedir } from "node:os";
import { join } from "node:path";

/** Where scripts/setup.mjs puts what it installs for tests; that one runs before TypeScript can. */
export function cacheFolder(name: string): string {
  const cache = process.env.GANTRY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "gantry");
  return join(cache, name);
}
