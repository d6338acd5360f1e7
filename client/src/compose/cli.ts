/** Docker Compose itself, which makes and removes a project's containers; there may be none on the machine. */
import { execFile } from "node:child_process";

/** The program with the arguments that its own come behind: `docker compose`, or `docker-compose`. */
export type ComposeCli = readonly [program: string, ...args: string[]];

const CANDIDATES: readonly ComposeCli[] = [["docker", "compose"], ["docker-compose"], ["podman", "compose"]];
/** Milliseconds; some start slowly the first time. */
const PATIENCE = 15_000;

/** The first that answers, or null. */
export async function findComposeCli(
  answers: (cli: ComposeCli) => Promise<boolean> = isThere,
): Promise<ComposeCli | null> {
  for (const cli of CANDIDATES) if (await answers(cli)) return cli;
  return null;
}

function isThere([program, ...args]: ComposeCli): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(program, [...args, "version"], { timeout: PATIENCE, windowsHide: true }, (error) => resolve(!error));
  });
}

/** What is run in a terminal: never a shell's line. */
export interface ProcessRun {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** As the engine is known to Docker's own programs; a `tcp:` one needs certificates, which they find as Gantry did. */
export const engineEnv = (address: string): Record<string, string> =>
  /^(?:unix|npipe|ssh):/.test(address) ? { DOCKER_HOST: address } : {};
