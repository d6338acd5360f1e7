/** What an image whose tag does not stay can be pinned to, as far as it is known. */
import type { EngineState, LocalImage } from "../shared/protocol.ts";
import { newestFirst } from "./complete.ts";
import { familiar } from "./names.ts";

/** Of what one engine or one registry has; more is no offer but a list. */
const MOST = 3;

/** The tags that an engine has of a name: first those of the very image that is `latest` there, then the newest. */
export function tagsOnEngine({ images }: EngineState, name: string): string[] {
  const latest = familiar(name);
  const prefix = latest.slice(0, -"latest".length);
  const isLatest = ({ tags }: LocalImage): boolean => tags.some((tag) => familiar(tag) === latest);
  const tags = [...images]
    .sort((a, b) => Number(isLatest(b)) - Number(isLatest(a)) || b.createdAt - a.createdAt)
    .flatMap((image) => image.tags.map(familiar))
    .filter((tag) => tag.startsWith(prefix) && tag !== latest)
    .map((tag) => tag.slice(prefix.length));
  return [...new Set(tags)].slice(0, MOST);
}

/** The digest of the image that is `latest` on an engine; null where it has none, or has built it itself. */
export function digestOnEngine({ images }: EngineState, name: string): string | null {
  const latest = images.find(({ tags }) => tags.some((tag) => familiar(tag) === familiar(name)));
  const digest = latest?.digests[0]?.split("@")[1] ?? "";
  return /^sha256:[0-9a-f]{64}$/.test(digest) ? digest : null;
}

/** The newest of a registry's tags that are versions. */
export const newestVersions = (tags: readonly string[]): string[] =>
  tags
    .filter((it) => /^v?\d+(?:\.\d+)*$/.test(it))
    .sort(newestFirst)
    .slice(0, MOST);
