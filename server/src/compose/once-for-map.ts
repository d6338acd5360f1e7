/** What is worked out about a part of a compose file, kept while the file is edited elsewhere. */
import { KeptWith } from "../text/once.ts";
import type { ComposeFile } from "./compose-file.ts";
import type { MapNode } from "./yaml.ts";

/** `compute` looks at nothing but the mapping and what its aliases stand for. */
export function onceForMap<T>(
  compute: (file: ComposeFile, map: MapNode) => readonly T[],
): (file: ComposeFile, map: MapNode | null) => readonly T[] {
  const known = new KeptWith<MapNode, { readonly stamp: object; readonly found: readonly T[] }>();
  return (file, map) => {
    if (!map) return [];
    const { anchorStamp: stamp } = file;
    const last = known.get(map);
    if (last?.stamp === stamp) return last.found;
    const found = compute(file, map);
    known.set(map, { stamp, found });
    return found;
  };
}
