/** Which services are there: those without profiles, and those of a profile that is switched on. */
import type { ComposeFile } from "./compose-file.ts";
import { envOf } from "./env.ts";
import { onceForMap } from "./once-for-map.ts";

export const profilesOf = onceForMap((file, body): string[] =>
  file.scalars(file.get(body, "profiles")).map((it) => it.value),
);

/** Without being asked for on the command line: `COMPOSE_PROFILES` in `.env` may name one, or all with `*`. */
export function isSwitchedOn(file: ComposeFile, profiles: readonly string[]): boolean {
  if (profiles.length === 0) return true;
  const names = envOf(file)?.variables.get("COMPOSE_PROFILES")?.value?.split(",") ?? [];
  return names.some((it) => it.trim() === "*" || profiles.includes(it.trim()));
}
