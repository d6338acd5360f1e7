/** Networks. */
import type { NetworkCalls } from "../api/networks.ts";
import * as normalise from "../normalise.ts";
import { networkDetails } from "../normalise-details.ts";
import { type Connection, networkPath, orNull, some } from "./connection.ts";

export function networkCalls({ transport, ownEvents }: Connection): NetworkCalls {
  return {
    async networks(signal) {
      return some(await transport.request("GET", "/networks", { signal }), normalise.network);
    },

    async network(id, signal) {
      return normalise.network(await orNull(transport.request("GET", networkPath(id), { signal })));
    },

    async networkDetails(id, signal) {
      return networkDetails(await transport.request("GET", networkPath(id), { signal }));
    },

    async connectNetwork(id, container) {
      await transport.request("POST", `${networkPath(id)}/connect`, { body: { Container: container } });
    },

    async disconnectNetwork(id, container) {
      await transport.request("POST", `${networkPath(id)}/disconnect`, { body: { Container: container } });
    },

    async createNetwork({ name, driver, internal }) {
      // Else Docker makes a second one of the same name.
      const body = { Name: name, CheckDuplicate: true, ...(driver && { Driver: driver }), Internal: internal ?? false };
      const answer = (await transport.request("POST", "/networks/create", { body })) as { Id?: string } | null;
      if (answer?.Id) ownEvents.tell({ kind: "network", action: "create", id: answer.Id, timeNano: "0" });
    },

    async removeNetwork(id) {
      await transport.request("DELETE", networkPath(id));
      ownEvents.tell({ kind: "network", action: "remove", id, timeNano: "0" });
    },
  };
}
