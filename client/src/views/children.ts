/** The rows of each view, from the live state of the engine. */
import type { EngineStore } from "../engine/store.ts";
import type { ImageNode, Node, View } from "./node.ts";

type State = Pick<EngineStore, "id" | "status" | "containers" | "images" | "volumes" | "networks">;

export function children(view: View, store: State): Node[] {
  if (store.status.kind === "unreachable") return problem(view, store.id, store.status);
  const rows = objects(view, store);
  return rows.length > 0 ? rows : [{ kind: "empty", id: `${store.id}/${view}/empty`, view }];
}

function problem(
  view: View,
  engine: string,
  { address, reason, message }: Extract<EngineStore["status"], { kind: "unreachable" }>,
): Node[] {
  const what: Node = { kind: "problem", id: `${engine}/${view}/problem`, address, reason, message };
  if (view !== "containers") return [what]; // Once is enough for the cure.
  return [
    what,
    { kind: "address", id: `${engine}/address`, address },
    { kind: "advice", id: `${engine}/advice`, reason },
    { kind: "retry", id: `${engine}/retry` },
  ];
}

function objects(view: View, store: State): Node[] {
  const id = (object: string): string => `${store.id}/${view}/${object}`;
  switch (view) {
    case "containers":
      return sorted(store.containers, (it) => it.name).map((container) => ({
        kind: "container",
        id: id(container.id),
        container,
      }));
    case "images":
      return imageNodes(store, id);
    case "volumes":
      return sorted(store.volumes, (it) => it.name).map((volume) => ({ kind: "volume", id: id(volume.name), volume }));
    case "networks":
      return sorted(store.networks, (it) => it.name).map((network) => ({
        kind: "network",
        id: id(network.id),
        network,
      }));
  }
}

/** Tagged images by name, then the dangling ones, newest first. */
function imageNodes(store: State, id: (object: string) => string): Node[] {
  const images = [...store.images.values()];
  const tagged = images.flatMap((image) =>
    image.tags.map((tag): ImageNode => ({ kind: "image", id: id(tag), image, tag })),
  );
  const dangling = images
    .filter((image) => image.tags.length === 0)
    .sort((a, b) => b.createdAt - a.createdAt)
    .map((image): ImageNode => ({ kind: "image", id: id(image.id), image, tag: null }));
  return [...tagged.sort((a, b) => compare(a.tag ?? "", b.tag ?? "")), ...dangling];
}

function sorted<T>(objects: ReadonlyMap<string, T>, name: (object: T) => string): T[] {
  return [...objects.values()].sort((a, b) => compare(name(a), name(b)));
}

// Not localeCompare: it is 50 times slower, and engine names are ASCII.
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
