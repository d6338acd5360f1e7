/** The rows of a view by their ids, and which of them differ from what was shown before. */
import type { EngineNode, Node } from "./node.ts";

export interface Rows {
  readonly top: readonly string[];
  readonly nodes: ReadonlyMap<string, Node>;
  /** Of the groups and engines only. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly parents: ReadonlyMap<string, string>;
}

export function indexed(rows: readonly Node[]): Rows {
  const nodes = new Map<string, Node>();
  const children = new Map<string, readonly string[]>();
  const parents = new Map<string, string>();
  const add = (row: Node): void => {
    nodes.set(row.id, row);
    const members = membersOf(row);
    if (members === null) return;
    children.set(
      row.id,
      members.map((it) => it.id),
    );
    for (const member of members) {
      parents.set(member.id, row.id);
      add(member);
    }
  };
  for (const row of rows) add(row);
  return { top: rows.map((it) => it.id), nodes, children, parents };
}

const membersOf = (row: Node): readonly Node[] | null =>
  row.kind === "group" || row.kind === "engine" ? row.members : null;

/** The rows to show anew, or `all` when the order at the top has changed or a row went to another group. */
export function differences(before: Rows, now: Rows): readonly string[] | "all" {
  if (!isSame(before.top, now.top)) return "all";
  // VS Code refuses an id under a second parent while it still knows the first.
  for (const [id, parent] of now.parents) if (before.nodes.has(id) && before.parents.get(id) !== parent) return "all";
  return [...now.nodes.values()].filter((it) => !showsSame(before.nodes.get(it.id), it)).map((it) => it.id);
}

/** The store replaces the record of an object when it changes. */
function showsSame(before: Node | undefined, now: Node): boolean {
  if (before === undefined) return true; // In a group, which differs and lists it.
  switch (now.kind) {
    case "container":
      return before.kind === now.kind && before.container === now.container;
    case "image":
      return before.kind === now.kind && before.image === now.image && before.users === now.users;
    case "volume":
      return before.kind === now.kind && before.volume === now.volume && before.users === now.users;
    case "network":
      return before.kind === now.kind && before.network === now.network && before.users === now.users;
    case "engine":
      return before.kind === now.kind && isSameEngine(before, now);
    case "group":
      return before.kind === now.kind && before.members.length === now.members.length && now.members.every(isUnmoved);
    default:
      return before.kind === now.kind;
  }
  function isUnmoved(member: Node, place: number): boolean {
    const other = before?.kind === "group" ? before.members[place] : undefined;
    if (other?.id !== member.id) return false;
    // The group's own row counts those that run, and warns of the unhealthy ones.
    if (other.kind !== "container" || member.kind !== "container") return true;
    return other.container.state === member.container.state && other.container.health === member.container.health;
  }
}

function isSameEngine(before: EngineNode, now: EngineNode): boolean {
  return (
    before.status === now.status &&
    before.isCurrent === now.isCurrent &&
    before.isPinned === now.isPinned &&
    isSame(idsOf(before), idsOf(now))
  );
}

const idsOf = ({ members }: EngineNode): readonly string[] => members?.map((it) => it.id) ?? [];

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((it, i) => it === b[i]);
