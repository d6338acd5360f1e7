/** Volumes. */
import type { VolumeCalls } from "../api/volumes.ts";
import { EngineError } from "../errors.ts";
import * as normalise from "../normalise.ts";
import { volumeUsage } from "../normalise-details.ts";
import { type Connection, orNull, some, volumePath } from "./connection.ts";
import { createHelper, HELPER_MOUNT, helperName, removeHelper, runOnVolume } from "./volume-helpers.ts";

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

    async openVolume(name, image) {
      return { containerId: await createHelper(transport, name, image), folder: HELPER_MOUNT };
    },

    closeVolume: (name) => removeHelper(transport, helperName(name)),

    runOnVolume: (name, image, command) => runOnVolume(transport, name, image, command),

    async createVolume(name) {
      await transport.request("POST", "/volumes/create", { body: { Name: name } });
    },

    async removeVolume(name, { force }) {
      const remove = () => transport.request("DELETE", volumePath(name), { query: { force } });
      try {
        await remove();
      } catch (error) {
        if (!(error instanceof EngineError && error.reason === "conflict")) throw error;
        // What keeps it may be a helper of ours, even of an editor that is closed.
        await removeHelper(transport, helperName(name));
        await remove();
      }
    },
  };
}
