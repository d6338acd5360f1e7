/** Images and their names. */
import type { ImageCalls } from "../engine.ts";
import * as normalise from "../normalise.ts";
import { pullImage, pushImage } from "../transfer.ts";
import { type Connection, imagePath, orNull, some } from "./connection.ts";

export function imageCalls({ transport }: Connection): ImageCalls {
  return {
    async images(signal) {
      return some(await transport.request("GET", "/images/json", { signal }), normalise.image);
    },

    async image(id, signal) {
      const found = await orNull(transport.request("GET", `${imagePath(id)}/json`, { signal }));
      const image = normalise.image(found);
      if (image === null || image.tags.length > 0) return image;
      // Without a tag it may be a layer of other images, which the list does not show.
      const query = { filters: { dangling: ["true"] } };
      const dangling = some(await transport.request("GET", "/images/json", { query, signal }), normalise.image);
      return dangling.find((it) => it.id === image.id) ?? null;
    },

    async history(image, signal) {
      return some(await transport.request("GET", `${imagePath(image)}/history`, { signal }), normalise.imageLayer);
    },

    async tag(reference, name) {
      // The last colon parts the tag, unless it belongs to a registry's port.
      const [, repo, tag] = /^(.*?)(?::([^:/]*))?$/.exec(name) ?? [];
      const query = { repo: repo ?? name, tag: tag || "latest" };
      await transport.request("POST", `${imagePath(reference)}/tag`, { query });
    },

    pull: (request, signal) => pullImage(transport, request, signal),

    push: (request, signal) => pushImage(transport, request, signal),

    async removeImage(reference, { force }) {
      await transport.request("DELETE", imagePath(reference), { query: { force } });
    },
  };
}
