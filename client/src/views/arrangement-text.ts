/** The words for how a view is arranged. */
import * as l10n from "@vscode/l10n";
import type { Arrangement, Grouping, Sorting } from "./arrangement.ts";
import type { View } from "./node.ts";

/** What a view says beside its name when it shows anything but everything in the usual order. */
export function arrangementText(view: View, arrangement: Arrangement): string {
  const { groupBy, groupLabel, sortBy, onlyRunning, onlyWorkspace, text } = arrangement;
  const grouping = groupBy === "label" ? l10n.t("by {0}", groupLabel) : groupingName(groupBy);
  const parts = [
    view === "containers" && groupBy !== "project" ? grouping : "",
    sortBy === "name" ? "" : sortingName(sortBy),
    onlyWorkspace ? l10n.t("only this workspace") : "",
    onlyRunning ? l10n.t("only running") : "",
    text.trim() === "" ? "" : `"${text.trim()}"`,
  ];
  return parts.filter(Boolean).join(" · ");
}

export function sortingName(sorting: Sorting): string {
  switch (sorting) {
    case "name":
      return l10n.t("by name");
    case "created":
      return l10n.t("newest first");
    case "size":
      return l10n.t("largest first");
    case "state":
      return l10n.t("running first");
  }
}

export function groupingName(grouping: Grouping): string {
  switch (grouping) {
    case "project":
      return l10n.t("by compose project");
    case "image":
      return l10n.t("by image");
    case "network":
      return l10n.t("by network");
    case "state":
      return l10n.t("by state");
    case "label":
      return l10n.t("by a label");
    case "none":
      return l10n.t("not grouped");
  }
}
