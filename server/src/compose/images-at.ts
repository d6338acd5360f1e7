/** The image that a compose file names at a place: behind `image:` of a service. */
import { parseImageReference } from "../shared/image-reference.ts";
import { contains, type Span } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { cursorAt } from "./cursor.ts";
import { filledIn } from "./effective.ts";
import { serviceAt } from "./services.ts";
import type { MapNode, ScalarNode } from "./yaml.ts";

export interface NamedImage {
  readonly node: ScalarNode;
  /** With the variables of `.env` filled in. */
  readonly reference: string;
}

/** Null where there is none, or its variables are set elsewhere. */
export function imageAt(file: ComposeFile, offset: number): NamedImage | null {
  const found = imageOf(file, serviceAt(file, offset)?.body ?? null);
  return found && contains(found.node, offset) ? found : null;
}

/** The image of a service; null as above. */
export function imageOf(file: ComposeFile, body: MapNode | null): NamedImage | null {
  const node = file.scalar(body, "image");
  if (!node) return null;
  const reference = filledIn(file, node);
  return reference.includes("$") || !parseImageReference(reference) ? null : { node, reference };
}

/** Where a name of an image is being written: what is there of it and what it takes the place of. */
export function imagePlace(
  file: ComposeFile,
  offset: number,
): { readonly span: Span; readonly written: string } | null {
  const cursor = cursorAt(file, offset);
  const [root, , key, ...deeper] = cursor?.path ?? [];
  if (cursor?.kind !== "value" || root !== "services" || key !== "image" || deeper.length > 0) return null;
  const { prefix, quote, word } = cursor;
  if (prefix.includes("$")) return null;
  return { written: prefix, span: { start: word.start + quote.length, end: word.end } };
}
