/** Containers that exist to reach a volume which no other container mounts. They are not among the containers that are listed. */
import { EngineError } from "../errors.ts";
import { HELPER_LABEL } from "../normalise.ts";
import type { Transport } from "../transport.ts";
import { containerPath } from "./connection.ts";

/** Where a helper has its volume. */
export const HELPER_MOUNT = "/volume";

export const helperName = (volume: string): string => `gantry-volume-${volume}`;

/** One that never runs: reading and writing files needs no process. Answers its id; one that is there already is used. */
export async function createHelper(transport: Transport, volume: string, image: string): Promise<string> {
  const query = { name: helperName(volume) };
  try {
    const answer = await transport.request("POST", "/containers/create", {
      query,
      body: helperBody(volume, image, []),
    });
    return (answer as { Id: string }).Id;
  } catch (error) {
    if (!(error instanceof EngineError && error.reason === "conflict")) throw error;
    const there = (await transport.request("GET", `${containerPath(query.name)}/json`)) as { Id: string };
    return there.Id;
  }
}

/** Runs a command to its end with the volume at `HELPER_MOUNT`; null where the image has no such command. */
export async function runOnVolume(
  transport: Transport,
  volume: string,
  image: string,
  command: readonly string[],
): Promise<number | null> {
  const body = helperBody(volume, image, command);
  const { Id } = (await transport.request("POST", "/containers/create", { body })) as { Id: string };
  const path = containerPath(Id);
  try {
    await transport.request("POST", `${path}/start`);
    const { StatusCode } = (await transport.request("POST", `${path}/wait`)) as { StatusCode: number };
    return StatusCode;
  } catch (error) {
    if (error instanceof EngineError && /executable file not found|no such file or directory/i.test(error.message))
      return null;
    throw error;
  } finally {
    await removeHelper(transport, Id);
  }
}

export async function removeHelper(transport: Transport, id: string): Promise<void> {
  try {
    // With the volumes that the image itself asks for.
    await transport.request("DELETE", containerPath(id), { query: { force: true, v: true } });
  } catch (error) {
    if (!(error instanceof EngineError && error.reason === "gone")) throw error;
  }
}

const helperBody = (volume: string, image: string, command: readonly string[]): object => ({
  Image: image,
  Entrypoint: [],
  Cmd: command.length > 0 ? command : ["/"],
  User: "0",
  NetworkDisabled: true,
  Labels: { [HELPER_LABEL]: volume },
  HostConfig: {
    NetworkMode: "none",
    Mounts: [{ Type: "volume", Source: volume, Target: HELPER_MOUNT, VolumeOptions: { NoCopy: true } }],
  },
});
