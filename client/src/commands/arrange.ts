/** The commands by which each view is sorted and filtered are the same but for the view. */
import * as l10n from "@vscode/l10n";
import { SORTINGS_OF } from "../views/arrangement.ts";
import { sortingName } from "../views/arrangement-text.ts";
import type { View } from "../views/node.ts";
import { type Command, command } from "./command.ts";

export const sortCommand = (view: Exclude<View, "networks">): Command =>
  command({
    id: `${view}.sortBy`,
    on: "window",
    icon: "sort-precedence",
    group: "1_open",
    harmless: true,
    inTitle: { view, as: "entry" },
    enabled: () => true,
    failure: () => l10n.t("Cannot sort the view"),
    async run({ ui, arrangements }) {
      const { sortBy } = arrangements.of(view);
      const items = SORTINGS_OF[view].map((value) => ({
        label: sortingName(value),
        description: value === sortBy ? l10n.t("as now") : "",
        value,
      }));
      const chosen = await ui.pick(l10n.t("Sort"), items);
      if (chosen) arrangements.change(view, { sortBy: chosen });
    },
  });

/** Only what compose files and dev containers of this workspace have made, or everything. */
export const workspaceCommand = (view: View, isOnly: boolean): Command =>
  command({
    id: `${view}.${isOnly ? "onlyWorkspace" : "everyWorkspace"}`,
    on: "window",
    icon: isOnly ? "root-folder" : "root-folder-opened",
    group: "1_open",
    harmless: true,
    inTitle: { view, as: "entry", when: `${isOnly ? "!" : ""}gantry.${view}.onlyWorkspace` },
    enabled: () => true,
    failure: () => l10n.t("Cannot filter the view"),
    async run({ arrangements }) {
      arrangements.change(view, { onlyWorkspace: isOnly });
    },
  });
