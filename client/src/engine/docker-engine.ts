/** The Engine over the Docker Engine API, as Docker and Podman speak it. */
import type { IncomingMessage } from "node:http";
import { buildImage } from "./build-stream.ts";
import type { Connection } from "./calls/connection.ts";
import { containerCalls } from "./calls/containers.ts";
import { fileCalls } from "./calls/files.ts";
import { imageCalls } from "./calls/images.ts";
import { networkCalls } from "./calls/networks.ts";
import { processCalls } from "./calls/processes.ts";
import { systemCalls } from "./calls/system.ts";
import { volumeCalls } from "./calls/volumes.ts";
import type { Engine } from "./engine.ts";
import { OwnEvents } from "./own-events.ts";
import type { Transport } from "./transport.ts";

export function dockerEngine(
  { address, near }: Pick<Engine, "address" | "near">,
  transport: Transport,
  ping: IncomingMessage["headers"],
): Engine {
  const isPodman = ping["libpod-api-version"] !== undefined;
  const connection: Connection = { transport, ping, isPodman, ownEvents: new OwnEvents() };
  const system = systemCalls(connection);
  return {
    address,
    near,
    ...system,
    ...containerCalls(connection),
    ...imageCalls(connection),
    ...volumeCalls(connection),
    ...networkCalls(connection),
    ...processCalls(connection),
    ...fileCalls(connection),
    async *build(request, signal) {
      const { buildkit } = await system.info(signal);
      yield* buildImage(transport, request, buildkit, signal);
    },
  };
}
