/** What every call to one engine shares. */
import type { IncomingMessage } from "node:http";
import { EngineError } from "../errors.ts";
import type { OwnEvents } from "../own-events.ts";
import type { Transport } from "../transport.ts";

export interface Connection {
  readonly transport: Transport;
  /** The headers of the answer to the first ping. */
  readonly ping: IncomingMessage["headers"];
  readonly isPodman: boolean;
  /** Podman tells nothing of networks that are created and removed. */
  readonly ownEvents: OwnEvents;
}

/** The records of a list, without those that cannot be read. */
export function some<T>(list: unknown, normaliseOne: (raw: unknown) => T | null): T[] {
  return Array.isArray(list) ? list.map((it) => normaliseOne(it)).filter((it) => it !== null) : [];
}

/** Null where the engine says that there is no such thing. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof EngineError && error.reason === "gone") return null;
    throw error;
  }
}

export const containerPath = (id: string): string => `/containers/${encodeURIComponent(id)}`;

/** The slashes of a reference belong to the path: the engine does not decode them. */
export const imagePath = (reference: string): string =>
  `/images/${reference.split("/").map(encodeURIComponent).join("/")}`;

export const volumePath = (name: string): string => `/volumes/${encodeURIComponent(name)}`;

export const networkPath = (id: string): string => `/networks/${encodeURIComponent(id)}`;

/** `registry:5000/name:tag` as the engine wants a new name. */
export function nameParts(name: string): { readonly repo: string; readonly tag: string } {
  // The last colon parts the tag, unless it belongs to a registry's port.
  const [, repo, tag] = /^(.*?)(?::([^:/]*))?$/.exec(name) ?? [];
  return { repo: repo ?? name, tag: tag || "latest" };
}
