/** The rows of each view, from the live state of the engine. */
import type { Container } from "../engine/api/containers.ts";
import type { Image } from "../engine/api/images.ts";
import type { Reason } from "../engine/errors.ts";
import { startPlan } from "../engine/start.ts";
import type { EngineStore } from "../engine/store.ts";
import type { Arrangement } from "./arrangement.ts";
import { compareNames } from "./compare-names.ts";
import { type ContainerNode, type GroupNode, type ImageNode, type Node, repositoryOf, type View } from "./node.ts";
import { bareId, belongings, projectLabel } from "./workspace.ts";

type State = Pick<EngineStore, "id" | "status" | "containers" | "images" | "volumes" | "networks">;

/** Every object of a view, one row each. */
export function children(view: View, store: State): Node[] {
  if (store.status.kind === "unreachable") return problem(view, store.id, store.status);
  const rows = objects(view, store);
  return rows.length > 0 ? rows : [empty(view, store, false)];
}

/** The rows as the user has arranged them; those of a group are its members. `folders` are those of the workspace. */
export function arranged(view: View, store: State, arrangement: Arrangement, folders: readonly string[] = []): Node[] {
  const all = children(view, store);
  const isOwn = arrangement.onlyWorkspace ? ownedBy(store, folders) : () => true;
  const rows = sortedBy(
    arrangement.sortBy,
    all.filter((it) => isOwn(it) && isShown(it, arrangement)),
  );
  if (rows.length === 0) return [empty(view, store, true)];
  const ids = (group: string): string => `${store.id}/${view}/${group}`;
  switch (view) {
    case "containers":
      return groupedContainers(rows, arrangement, ids);
    case "images":
      return groupedImages(rows, ids);
    case "volumes":
    case "networks":
      return rows;
  }
}

const empty = (view: View, store: State, filtered: boolean): Node => ({
  kind: "empty",
  id: `${store.id}/${view}/empty`,
  view,
  filtered,
});

function ownedBy(store: State, folders: readonly string[]): (node: Node) => boolean {
  const own = belongings(store.containers.values(), folders);
  return (node) => {
    switch (node.kind) {
      case "container":
        return own.containers.has(node.container.id);
      case "image":
        return own.imageIds.has(bareId(node.image.id));
      case "volume":
        return own.volumes.has(node.volume.name) || own.projects.has(projectLabel(node.volume.labels));
      case "network":
        return own.networks.has(node.network.name) || own.projects.has(projectLabel(node.network.labels));
      default:
        return true;
    }
  };
}

/** Rows come sorted by name; the newest, the greatest and what is at work come first. */
function sortedBy(by: Arrangement["sortBy"], rows: Node[]): Node[] {
  if (by === "name") return rows;
  return rows
    .map((row) => ({ row, key: sortKey(by, row) }))
    .sort((a, b) => b.key - a.key)
    .map(({ row }) => row);
}

function sortKey(by: Exclude<Arrangement["sortBy"], "name">, node: Node): number {
  switch (node.kind) {
    case "container":
      return by === "state" ? -STATES.indexOf(node.container.state) : node.container.createdAt;
    case "image":
      return by === "size" ? node.image.size : node.image.createdAt;
    case "volume":
      return Date.parse(node.volume.createdAt ?? "") || 0;
    default:
      return 0;
  }
}

function isShown(node: Node, { onlyRunning, text }: Arrangement): boolean {
  if (!onlyRunning && text === "") return true;
  const words = searchable(node);
  if (words === null) return true;
  if (onlyRunning && node.kind === "container" && !isRunning(node.container)) return false;
  return words.some((it) => it.toLowerCase().includes(text.trim().toLowerCase()));
}

/** What the text filter looks at; null for rows that are no objects. */
function searchable(node: Node): readonly string[] | null {
  switch (node.kind) {
    case "container":
      return [node.container.name, node.container.image, projectOf(node.container) ?? ""];
    case "image":
      return [node.tag ?? node.image.id];
    case "volume":
      return [node.volume.name];
    case "network":
      return [node.network.name];
    default:
      return null;
  }
}

/** Its processes exist, even where they are halted. */
export const isRunning = ({ state }: Container): boolean => ["running", "paused", "restarting"].includes(state);

/** The compose project that a container belongs to; Podman's own composer writes a label of its own too. */
export const projectOf = ({ labels }: Container): string | null =>
  labels["com.docker.compose.project"] || labels["io.podman.compose.project"] || null;

/** The order of the groups: what is at work first. */
const STATES: readonly string[] = ["running", "restarting", "paused", "created", "removing", "exited", "dead"];

/** A container of no group stays where it is, among the groups. */
function groupedContainers(
  rows: Node[],
  { groupBy: by, groupLabel }: Arrangement,
  ids: (group: string) => string,
): Node[] {
  if (by === "none") return rows;
  const groups = new Map<string, ContainerNode[]>();
  const single: Node[] = [];
  for (const row of rows) {
    const names = row.kind === "container" ? groupsOf(row.container, by, groupLabel) : [];
    if (row.kind !== "container" || names.length === 0) single.push(row);
    else for (const name of names) put(groups, name, row);
  }
  const nodes = [...groups].map(([name, members]): GroupNode => {
    const id = ids(`${by}:${name}`);
    // One container may be in several networks, and a row is in one place only.
    const placed = by === "network" ? members.map((it) => ({ ...it, id: `${id}/${it.container.id}` })) : members;
    return { kind: "group", id, by, name, members: placed };
  });
  const place = (it: GroupNode): string => (by === "state" ? String(STATES.indexOf(it.name)) : it.name);
  return [...nodes.sort((a, b) => compareNames(place(a), place(b))), ...single];
}

function put<T>(groups: Map<string, T[]>, name: string, row: T): void {
  const members = groups.get(name);
  if (members) members.push(row);
  else groups.set(name, [row]);
}

function groupsOf(container: Container, by: Exclude<Arrangement["groupBy"], "none">, label: string): readonly string[] {
  switch (by) {
    case "project": {
      const project = projectOf(container);
      return project === null ? [] : [project];
    }
    case "image":
      return [container.image];
    case "network":
      return container.networks;
    case "state":
      return [container.state];
    case "label": {
      const value = container.labels[label] ?? "";
      return value === "" ? [] : [value];
    }
  }
}

/** A repository with several tags is a group; one tag alone is a row. */
function groupedImages(rows: readonly Node[], ids: (group: string) => string): Node[] {
  const groups = new Map<string, ImageNode[]>();
  for (const row of rows)
    if (row.kind === "image" && row.tag !== null) {
      put(groups, repositoryOf(row.tag), row);
    }
  const seen = new Set<string>();
  return rows.flatMap((row): Node[] => {
    const repository = row.kind === "image" && row.tag !== null ? repositoryOf(row.tag) : null;
    const members = repository === null ? [] : (groups.get(repository) ?? []);
    if (repository === null || members.length < 2) return [row];
    if (seen.has(repository)) return [];
    seen.add(repository);
    return [{ kind: "group", id: ids(`repository:${repository}`), by: "repository", name: repository, members }];
  });
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
    { kind: "advice", id: `${engine}/advice`, engine, reason, command: cureFor(reason, address) },
    { kind: "retry", id: `${engine}/retry` },
  ];
}

/** The command that does what is advised, where one can. */
function cureFor(reason: Reason, url: string): string | null {
  if (reason === "host-key") return "engines.trust";
  const canStart = (reason === "stopped" || reason === "missing") && startPlan({ url }, process.platform) !== null;
  return canStart ? "engines.start" : null;
}

function objects(view: View, store: State): Node[] {
  const id = (object: string): string => `${store.id}/${view}/${object}`;
  switch (view) {
    case "containers":
      return sorted(store.containers, (it) => it.name).map((container) => ({
        kind: "container",
        id: id(container.id),
        engine: store.id,
        container,
      }));
    case "images":
      return imageNodes(store, id);
    case "volumes":
      return volumeNodes(store, id);
    case "networks":
      return networkNodes(store, id);
  }
}

function volumeNodes(store: State, id: (object: string) => string): Node[] {
  const users = counted(store, (it) => it.volumes);
  return sorted(store.volumes, (it) => it.name).map((volume) => ({
    kind: "volume",
    id: id(volume.name),
    engine: store.id,
    volume,
    users: users.get(volume.name) ?? 0,
  }));
}

function networkNodes(store: State, id: (object: string) => string): Node[] {
  const users = counted(store, (it) => it.networks);
  return sorted(store.networks, (it) => it.name).map((network) => ({
    kind: "network",
    id: id(network.id),
    engine: store.id,
    network,
    users: users.get(network.name) ?? 0,
  }));
}

/** How many containers have each of what `thingsOf` finds in them. */
function counted(store: State, thingsOf: (container: Container) => readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const container of store.containers.values())
    for (const it of thingsOf(container)) counts.set(it, (counts.get(it) ?? 0) + 1);
  return counts;
}

/** Tagged images by name, then the dangling ones, newest first. */
function imageNodes(store: State, id: (object: string) => string): Node[] {
  const images = [...store.images.values()];
  const containers = counted(store, (it) => [bareId(it.imageId)]);
  const users = (image: Image): number => containers.get(bareId(image.id)) ?? 0;
  const engine = store.id;
  const tagged = images.flatMap((image) =>
    image.tags.map((tag): ImageNode => ({ kind: "image", id: id(tag), engine, image, tag, users: users(image) })),
  );
  const dangling = images
    .filter((image) => image.tags.length === 0)
    .sort((a, b) => b.createdAt - a.createdAt)
    .map((image): ImageNode => ({ kind: "image", id: id(image.id), engine, image, tag: null, users: users(image) }));
  return [...tagged.sort((a, b) => compareNames(a.tag ?? "", b.tag ?? "")), ...dangling];
}

function sorted<T>(objects: ReadonlyMap<string, T>, name: (object: T) => string): T[] {
  return [...objects.values()].sort((a, b) => compareNames(name(a), name(b)));
}
