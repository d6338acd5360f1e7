/** An image as the language server describes it, from the engine's own record. */
import type { ImageDetails } from "../../../server/src/shared/protocol.ts";
import { image } from "./normalise.ts";

/** From the answer of `GET /images/{id}/json`; null when it is none. Fields that are missing or odd are left out. */
export function imageDetails(raw: unknown): ImageDetails | null {
  const found = image(raw);
  if (!found) return null;
  const it = record(raw);
  const config = record(it.Config);
  const platform = [it.Os, it.Architecture, it.Variant].filter((part) => typeof part === "string" && part !== "");
  return {
    tags: found.tags,
    digests: found.digests,
    size: found.size,
    createdAt: found.createdAt,
    platform: platform.join("/"),
    ports: Object.keys(record(config.ExposedPorts)),
    entrypoint: words(config.Entrypoint),
    command: words(config.Cmd),
    user: typeof config.User === "string" ? config.User : "",
    workingDir: typeof config.WorkingDir === "string" ? config.WorkingDir : "",
  };
}

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {}; // Any object can be read so.

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === "string") : [];
