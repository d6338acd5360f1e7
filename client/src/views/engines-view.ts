/** The view of all engines. */
import type { Engines } from "../engine/engines.ts";
import { engineRows } from "./engines.ts";
import { FlatTree } from "./flat-tree.ts";
import type { Node } from "./node.ts";

export function enginesView(engines: Engines, enabledFor: (node: Node) => readonly string[]): FlatTree {
  return new FlatTree({
    id: "gantry.engines",
    canSelectMany: false,
    enabledFor,
    rows: async () => {
      await engines.ready();
      return engineRows(engines);
    },
    onDidChange: (listener) =>
      engines.onDidChange(({ kind }) => {
        if (kind === "all") listener();
      }),
    // For a socket in a folder that was not there to be watched.
    onSeenAgain: () => void engines.refresh(),
  });
}
