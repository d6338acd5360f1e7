/** The rows of the engines, and of what each of them has. */
import type { KnownEngine } from "../engine/discover.ts";
import type { EngineStatus, EngineStore } from "../engine/store.ts";
import type { Arrangement } from "./arrangement.ts";
import { arranged } from "./children.ts";
import { type EngineNode, engineNodeId, type Node, type View } from "./node.ts";

/** What the rows tell of the engines. */
export interface EngineSet {
  /** The current one first. */
  readonly known: readonly KnownEngine[];
  readonly currentId: string | null;
  /** The current one first. */
  readonly opened: readonly EngineStore[];
  statusOf(id: string): EngineStatus | null;
  isPinned(id: string): boolean;
}

/** The rows of the view of all engines. */
export function engineRows(engines: EngineSet): EngineNode[] {
  return engines.known.map((it) => engineNode(engines, it, engineNodeId(it.id), null));
}

/** The objects of the only engine that is connected; where there are several, each with its own below it. */
export function objectRows(
  view: View,
  engines: EngineSet,
  arrangement: Arrangement,
  folders: readonly string[],
): Node[] {
  const [only, ...others] = engines.opened;
  if (only === undefined) return [];
  if (others.length === 0) return arranged(view, only, arrangement, folders);
  const known = new Map(engines.known.map((it) => [it.id, it]));
  return engines.opened.flatMap((store) => {
    const it = known.get(store.id);
    return it ? [engineNode(engines, it, `${it.id}/${view}/engine`, members(view, store, arrangement, folders))] : [];
  });
}

/** Nothing is known of an engine that has not answered yet: not even that it has none. */
function members(view: View, store: EngineStore, arrangement: Arrangement, folders: readonly string[]): Node[] {
  const isUnknown = store.status.kind === "connecting" && store.networks.size === 0;
  // The engine's own row says already what is wrong with it.
  return isUnknown ? [] : arranged(view, store, arrangement, folders).filter((it) => it.kind !== "problem");
}

const engineNode = (engines: EngineSet, known: KnownEngine, id: string, rows: readonly Node[] | null): EngineNode => ({
  kind: "engine",
  id,
  engine: known.id,
  known,
  status: engines.statusOf(known.id),
  isCurrent: known.id === engines.currentId,
  isPinned: engines.isPinned(known.id),
  members: rows,
});
