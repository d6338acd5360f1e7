/** The view of the builds of this workspace, the newest first. */
import { type Builds, buildId } from "../build/builds.ts";
import { previousOf } from "../build/history.ts";
import { FlatTree } from "./flat-tree.ts";
import type { BuildNode, Node } from "./node.ts";

export function buildsView(builds: Builds, enabledFor: (node: Node) => readonly string[]): FlatTree {
  return new FlatTree({
    id: "gantry.builds",
    canSelectMany: true,
    enabledFor,
    rows: async () => {
      const history = await builds.list();
      return history.map((build): BuildNode => {
        return { kind: "build", id: `build ${buildId(build)}`, build, previous: previousOf(history, build) };
      });
    },
    onDidChange: (listener) => builds.onDidChange(listener),
    onSeenAgain: () => undefined,
  });
}
