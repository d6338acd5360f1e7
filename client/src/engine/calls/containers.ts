/** Containers: the list, their states, and their end. */
import { createContainer } from "../create-container.ts";
import type { ContainerCalls } from "../engine.ts";
import { EngineError } from "../errors.ts";
import * as normalise from "../normalise.ts";
import { type Connection, containerPath, some } from "./connection.ts";

export function containerCalls({ transport }: Connection): ContainerCalls {
  const post = async (id: string, verb: string, query: Record<string, string> = {}): Promise<void> =>
    void (await transport.request("POST", `${containerPath(id)}/${verb}`, { query }));
  return {
    async containers(signal) {
      return some(
        await transport.request("GET", "/containers/json", { query: { all: 1 }, signal }),
        normalise.container,
      );
    },

    async container(id, signal) {
      return (await this.containersById([id], signal))[0] ?? null;
    },

    async containersById(ids, signal) {
      const query = { all: 1, filters: { id: ids } };
      const found = some(await transport.request("GET", "/containers/json", { query, signal }), normalise.container);
      // The engine's filter matches by prefix, and Podman's filters have matched more than they were asked for.
      return found.filter((it) => ids.includes(it.id));
    },

    create: (request) => createContainer(transport, request),

    stop: (id) => post(id, "stop"),
    restart: (id) => post(id, "restart"),
    pause: (id) => post(id, "pause"),
    unpause: (id) => post(id, "unpause"),
    kill: (id, signal) => post(id, "kill", { signal }),
    rename: (id, name) => post(id, "rename", { name }),

    async remove(id, { force, volumes }) {
      try {
        await transport.request("DELETE", containerPath(id), { query: { force, v: volumes } });
      } catch (error) {
        // Two clicks: the first one's removal is what the second one wants.
        if (error instanceof EngineError && /removal of container .* is already in progress/.test(error.message))
          return;
        throw error;
      }
    },
  };
}
