/** Where stages are named: at their FROM, in other FROMs, in COPY --from and in RUN --mount=from=. */
import { onceFor } from "../text/once.ts";
import type { Dockerfile } from "./dockerfile.ts";
import type { Word } from "./instruction.ts";
import { mountsOf } from "./mounts.ts";

/** Every word that names a stage by its name in lower case, the definitions among them. */
export const stageReferences = onceFor((file: Dockerfile): ReadonlyMap<string, readonly Word[]> => {
  const found = new Map<string, Word[]>();
  const add = (word: Word): void => {
    const key = word.text.toLowerCase();
    const words = found.get(key);
    if (words) words.push(word);
    else found.set(key, [word]);
  };
  const names = file.stages.byName;
  for (const { name, image, from, base, instructions } of file.stages.list) {
    if (image && base) add(image);
    if (name) add(name);
    for (const it of [from, ...instructions]) {
      const inner = it.trigger ?? it;
      const value = inner.keyword === "COPY" ? inner.flag("from")?.value : null;
      // Also a name that no stage has: it may be a named context, or is not written yet.
      if (value && (/^[A-Za-z][\w.-]*$/.test(value.text) || names.has(value.text.toLowerCase()))) add(value);
      if (inner.keyword !== "RUN") continue;
      for (const mount of mountsOf(inner)) if (mount.from && names.has(mount.from.text.toLowerCase())) add(mount.from);
    }
  }
  return found;
});

/** By the name of each stage what means it: itself first, and what stands below, up to another stage of that name. */
export const placesOf = onceFor((file: Dockerfile): ReadonlyMap<Word, readonly Word[]> => {
  const names = new Set(file.stages.list.map(({ name }) => name));
  const found = new Map<Word, Word[]>();
  for (const words of stageReferences(file).values()) {
    let places: Word[] = [];
    for (const word of words) {
      if (names.has(word)) {
        places = [];
        found.set(word, places);
      }
      places.push(word);
    }
  }
  return found;
});
