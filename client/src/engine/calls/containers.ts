/** Containers: the list, their states, and their end. */

import type { ContainerCalls } from "../api/containers.ts";
import { createContainer } from "../create-container.ts";
import { EngineError } from "../errors.ts";
import { jsonTexts } from "../json-stream.ts";
import * as normalise from "../normalise.ts";
import { changes, containerDetails, processes } from "../normalise-details.ts";
import { statsOf } from "../stats.ts";
import { asEngineError } from "../translate.ts";
import { type Connection, containerPath, nameParts, some } from "./connection.ts";
import { updateLimits } from "./limits.ts";

export function containerCalls(connection: Connection): ContainerCalls {
  const { transport } = connection;
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

    async containerDetails(id, signal) {
      return containerDetails(await transport.request("GET", `${containerPath(id)}/json`, { signal }));
    },

    update: (id, limits) => updateLimits(connection, id, limits),

    async commit(id, { name, comment, pause }) {
      const query = { container: id, ...nameParts(name), comment: comment ?? "", pause };
      // Podman wants a body, if only an empty one; what is in it is added to the container's own configuration.
      const answer = (await transport.request("POST", "/commit", { query, body: { Labels: {} } })) as {
        Id?: string;
      } | null;
      return answer?.Id ?? "";
    },

    exportContainer: (id, signal) => transport.download(`${containerPath(id)}/export`, { signal }),

    async changes(id, signal) {
      return changes(await transport.request("GET", `${containerPath(id)}/changes`, { signal }));
    },

    async processes(id, signal) {
      return processes(await transport.request("GET", `${containerPath(id)}/top`, { signal }));
    },

    async *stats(id, signal) {
      let before: unknown = null;
      try {
        const response = await transport.stream("GET", `${containerPath(id)}/stats`, { query: { stream: 1 }, signal });
        for await (const json of jsonTexts(response)) {
          const raw: unknown = JSON.parse(json);
          yield statsOf(raw, before);
          before = raw;
        }
      } catch (error) {
        if (signal.aborted) return;
        throw asEngineError(error);
      }
    },

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
