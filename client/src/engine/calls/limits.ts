/** The limits of a container that there is already. */
import * as l10n from "@vscode/l10n";
import type { Limits } from "../api/details.ts";
import { EngineError } from "../errors.ts";
import { number, record } from "../fields.ts";
import { NO_MEMORY_LIMIT } from "../normalise-details.ts";
import { type Connection, containerPath } from "./connection.ts";

/** In microseconds; the kernel's own. */
const PERIOD = 100_000;

export function updateLimits(connection: Connection, id: string, limits: Partial<Limits>): Promise<void> {
  return connection.isPodman ? onPodman(connection, id, limits) : onDocker(connection, id, limits);
}

async function onDocker({ transport }: Connection, id: string, { cpus, memory, restart }: Partial<Limits>) {
  // Docker takes 0 for "as it is": all that the machine has is as good as no limit.
  const all = async (): Promise<number> => number(record(await transport.request("GET", "/info")).NCPU);
  const bytes = memory === 0 ? NO_MEMORY_LIMIT : memory;
  const body = {
    ...(cpus !== undefined && { NanoCpus: Math.round((cpus === 0 ? await all() : cpus) * 1e9) }),
    // It refuses a limit that is greater than that of memory and swap together; twice as much is its usual one.
    ...(bytes !== undefined && { Memory: bytes, MemorySwap: bytes * 2 }),
    ...(restart !== undefined && { RestartPolicy: { Name: restart.name, MaximumRetryCount: restart.retries } }),
  };
  await transport.request("POST", `${containerPath(id)}/update`, { body });
}

/** Only Podman's own API has it, which speaks of limits as the kernel does. */
async function onPodman({ transport }: Connection, id: string, { cpus, memory, restart }: Partial<Limits>) {
  if (restart !== undefined)
    throw new EngineError("invalid", l10n.t("Podman does not change the restart policy of a container."));
  const body = {
    ...(cpus !== undefined && { cpu: { period: PERIOD, quota: cpus === 0 ? -1 : Math.round(cpus * PERIOD) } }),
    ...(memory !== undefined && { memory: { limit: memory === 0 ? -1 : memory } }),
  };
  await transport.request("POST", `/libpod${containerPath(id)}/update`, { body });
}
