/** The tags of base images: which a file uses, and how one is written into another place. */
import { onceFor } from "../text/once.ts";
import { type Edit, replace } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { fromsIn } from "./froms.ts";
import type { Word } from "./instruction.ts";

/** Of each image; more is no offer but a list. */
const MOST = 3;

/** By the name of an image, as written, the tags that stages and copies take of it; `latest` is none that stays. */
export const tagsIn = onceFor((file: Dockerfile): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  const add = (text: string): void => {
    const [, name, tag] = /^([^$@]+):([\w.-]+)(?:@|$)/.exec(text) ?? [];
    if (!name || !tag || tag === "latest") return;
    const tags = found.get(name) ?? [];
    if (tags.length < MOST && !tags.includes(tag)) tags.push(tag);
    found.set(name, tags);
  };
  for (const { image, instructions } of file.stages.list) {
    if (image) add(image.unquoted);
    for (const { text } of fromsIn(instructions)) add(text);
  }
  return found;
});

/** The image without its tag. */
export const nameOfImage = (image: Word): string => image.unquoted.replace(/:[^/:@]*$/, "");

/** Writes what follows the name: `:3.22`, `@sha256:…`. */
export function withEnding(image: Word, ending: string): Edit {
  const inner = image.isQuoted ? image.part(1, image.to - image.from - 1) : image;
  return replace(inner.part(nameOfImage(image).length), ending);
}
