/** Volumes. */
import type { VolumeCalls } from "../engine.ts";
import * as normalise from "../normalise.ts";
import { volumeUsage } from "../normalise-details.ts";
import { type Connection, orNull, some, volumePath } from "./connection.ts";

export function volumeCalls({ transport }: Connection): VolumeCalls {
  return {
    async volumes(signal) {
      const answer = (await transport.request("GET", "/volumes", { signal })) as { Volumes?: unknown } | null;
      return some(answer?.Volumes, normalise.volume);
    },

    async volume(name, signal) {
      return normalise.volume(await orNull(transport.request("GET", volumePath(name), { signal })));
    },

    async volumeUsage(signal) {
      return volumeUsage(await transport.request("GET", "/system/df", { signal }));
    },

    async createVolume(name) {
      await transport.request("POST", "/volumes/create", { body: { Name: name } });
    },

    async removeVolume(name, { force }) {
      await transport.request("DELETE", volumePath(name), { query: { force } });
    },
  };
}
