/** Images and their names. */
import * as l10n from "@vscode/l10n";
import type { ImageCalls } from "../api/images.ts";
import { EngineError } from "../errors.ts";
import { jsonTexts } from "../json-stream.ts";
import * as normalise from "../normalise.ts";
import { pullImage, pushImage } from "../transfer.ts";
import { type Connection, imagePath, nameParts, orNull, some } from "./connection.ts";

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
      await transport.request("POST", `${imagePath(reference)}/tag`, { query: nameParts(name) });
    },

    saveImages: (references, signal) => transport.download("/images/get", { query: { names: references }, signal }),

    async *loadImages(tar, signal) {
      const response = await transport.stream("POST", "/images/load", { upload: tar, signal });
      for await (const json of jsonTexts(response)) {
        const it = JSON.parse(json) as { stream?: string; status?: string; error?: string };
        if (it.error !== undefined) throw new EngineError("invalid", it.error, it);
        yield (it.stream ?? it.status ?? "").trim();
      }
    },

    async importImage(tar) {
      const answer = await transport.request("POST", "/images/create", { query: { fromSrc: "-" }, upload: tar });
      // One JSON object, or several lines of it.
      const id = /sha256:[0-9a-f]{64}/.exec(typeof answer === "string" ? answer : JSON.stringify(answer))?.[0];
      if (id === undefined) throw new EngineError("unknown", l10n.t("the engine did not name what it made."));
      return id;
    },

    pull: (request, signal) => pullImage(transport, request, signal),

    push: (request, signal) => pushImage(transport, request, signal),

    async removeImage(reference, { force }) {
      await transport.request("DELETE", imagePath(reference), { query: { force } });
    },
  };
}
