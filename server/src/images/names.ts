/** Whether an image of an engine is the one that a file names. */
import type { LocalImage } from "../shared/protocol.ts";

/** Engines leave out what goes without saying, or write it: `docker.io/library/node:latest`. */
export function isNamed({ tags, digests }: LocalImage, reference: string): boolean {
  const wanted = familiar(reference);
  return [...tags, ...digests].some((it) => familiar(it) === wanted);
}

/** Without what goes without saying, but always with its tag or digest. */
export function familiar(reference: string): string {
  const short = reference.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, "").replace(/:[\w.-]+(?=@)/, "");
  return /[:@]/.test(short.slice(short.lastIndexOf("/") + 1)) ? short : `${short}:latest`;
}
