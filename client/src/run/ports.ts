/** Which ports of the host a new container should get. */
import type { Container, PortMapping } from "../engine/api/containers.ts";
import type { ExposedPort } from "./image-defaults.ts";

export type IsBusy = (port: number) => Promise<boolean>;

const HIGHEST = 65_535;
/** Where to look when a well-known port is busy: 80 becomes 8080. */
const ABOVE_WELL_KNOWN = 8000;

/** Each exposed port on the same port of the host, or on the next one that is free; no two on one. */
export async function proposedPorts(exposed: readonly ExposedPort[], isBusy: IsBusy): Promise<PortMapping[]> {
  const proposed: PortMapping[] = [];
  for (const { port, protocol } of exposed) {
    const taken = (it: number): boolean => proposed.some(({ host }) => host === it);
    const host = await nextFreePort(port, async (it) => taken(it) || (await isBusy(it)));
    proposed.push({ ip: null, host, container: port, protocol });
  }
  return proposed;
}

/** `port` itself when it is free; null when none is. */
export async function nextFreePort(port: number, isBusy: IsBusy): Promise<number | null> {
  if (!(await isBusy(port))) return port;
  for (let next = port < 1024 ? port + ABOVE_WELL_KNOWN : port + 1; next <= HIGHEST; next++)
    if (!(await isBusy(next))) return next;
  return null;
}

/** The running container that publishes the port. */
export function publisherOf(port: number, containers: Iterable<Container>): Container | null {
  for (const it of containers) if (it.ports.some(({ publicPort }) => publicPort === port)) return it;
  return null;
}
