/** The engine itself: what it is, what happens in it, and what nothing in it uses. */
import type { IncomingMessage } from "node:http";
import type { Image } from "../api/images.ts";
import type { EngineEvent, ObjectKind, SystemCalls, Unused } from "../api/system.ts";
import { EngineError } from "../errors.ts";
import { jsonTexts } from "../json-stream.ts";
import * as normalise from "../normalise.ts";
import { asEngineError } from "../translate.ts";
import { unusedNetwork, unusedOf } from "../unused.ts";
import { leftoversOf, usageOf } from "../usage.ts";
import { type Connection, containerPath, imagePath, networkPath, some, volumePath } from "./connection.ts";

export function systemCalls({ transport, ping, isPodman, ownEvents }: Connection): SystemCalls {
  const dangling = async (signal: AbortSignal | undefined): Promise<Image[]> => {
    const query = { filters: { dangling: ["true"] } };
    return some(await transport.request("GET", "/images/json", { query, signal }), normalise.image);
  };
  const unusedNetworks = async (signal: AbortSignal | undefined): Promise<Unused[]> => {
    const query = { filters: { dangling: ["true"] } };
    return some(await transport.request("GET", "/networks", { query, signal }), unusedNetwork);
  };
  const measured = (signal: AbortSignal | undefined) => transport.request("GET", "/system/df", { signal });
  /** Podman measures the layers of other images too, which it then does not remove. */
  const removable = async (images: readonly Unused[], signal: AbortSignal | undefined): Promise<Unused[]> => {
    const ids = new Set((await dangling(signal)).map((it) => it.id));
    return images.filter((it) => ids.has(it.id));
  };
  return {
    async info(signal) {
      return normalise.engineInfo(await transport.request("GET", "/version", { signal }), ping);
    },

    async ping(signal) {
      await transport.ping(signal);
    },

    async events(signal) {
      // Docker answers before it has subscribed: the engine's own clock, a second back, closes that gap.
      const { date } = await transport.ping(signal);
      const now = Date.parse(date ?? "");
      const query = Number.isNaN(now) ? {} : { since: Math.floor(now / 1000) };
      const response = transport.stream("GET", "/events", { query, signal });
      response.catch(() => undefined); // Who reads the events is told.
      // Podman sends not even the headers before its first event; what happened until then, `since` brings.
      if (isPodman) return ownEvents.among(readEvents(response, signal));
      await response;
      return readEvents(response, signal);
    },

    inspect: (kind, id) => transport.request("GET", inspectPath(kind, id)),

    async unused(kind, signal) {
      if (kind === "network") return unusedNetworks(signal);
      const unused = unusedOf(kind, await measured(signal));
      return kind === "image" ? removable(unused, signal) : unused;
    },

    async leftovers(signal) {
      const found = leftoversOf(await measured(signal));
      return { ...found, images: await removable(found.images, signal), networks: await unusedNetworks(signal) };
    },

    usage: async (signal) => usageOf(await measured(signal)),

    async pruneBuildCache() {
      await transport.request("POST", "/build/prune", { query: { all: true } });
    },

    about: async (signal) => ({
      version: await transport.request("GET", "/version", { signal }),
      info: await transport.request("GET", "/info", { signal }),
    }),
  };
}

async function* readEvents(answer: Promise<IncomingMessage>, signal: AbortSignal): AsyncGenerator<EngineEvent, void> {
  let response: IncomingMessage | null = null;
  try {
    response = await answer;
    for await (const line of jsonTexts(response)) {
      const event = normalise.event(JSON.parse(line), line);
      if (event !== null) yield event;
    }
  } catch (error) {
    if (signal.aborted) return;
    // A line that is cut short is no JSON.
    throw error instanceof SyntaxError ? new EngineError("lost", error.message, error) : asEngineError(error);
  } finally {
    response?.destroy();
  }
  if (!signal.aborted) throw new EngineError("lost", "the engine ended the stream of events");
}

function inspectPath(kind: ObjectKind, id: string): string {
  switch (kind) {
    case "container":
      return `${containerPath(id)}/json`;
    case "image":
      return `${imagePath(id)}/json`;
    case "volume":
      return volumePath(id);
    case "network":
      return networkPath(id);
  }
}
