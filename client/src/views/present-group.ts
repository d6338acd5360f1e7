/** How a group of rows looks. */
import * as l10n from "@vscode/l10n";
import { stateName } from "../ui/state-name.ts";
import type { ContainerNode, GroupNode } from "./node.ts";
import { isUnhealthy } from "./present-container.ts";
import { icon, type Row, row } from "./row.ts";

export function groupRow({ by, name, members }: GroupNode): Row {
  const containers = members.filter((it): it is ContainerNode => it.kind === "container").map((it) => it.container);
  if (by === "repository") {
    const tags = l10n.t("{0} tags", members.length);
    return row({ label: name, description: tags, spoken: `${name}, ${tags}`, icon: icon("layers"), expanded: false });
  }
  const running = containers.filter(({ state }) => state === "running").length;
  const description = by === "state" ? String(members.length) : l10n.t("{0}/{1} running", running, members.length);
  const label = by === "state" ? (containers[0] ? stateName(containers[0].state) : name) : name;
  const spoken = {
    project: () => l10n.t("Compose project {0}, {1}", name, description),
    image: () => l10n.t("Containers of the image {0}, {1}", name, description),
    network: () => l10n.t("Containers in the network {0}, {1}", name, description),
    state: () => `${label}, ${description}`,
    label: () => l10n.t("Containers with the label {0}, {1}", name, description),
  };
  const warns = containers.some(isUnhealthy);
  const usual = {
    project: "layers",
    image: "package",
    network: "type-hierarchy-sub",
    state: "list-tree",
    label: "tag",
  }[by];
  return row({
    label,
    description,
    tooltip: spoken[by](),
    spoken: warns ? `${spoken[by]()}, ${l10n.t("unhealthy")}` : spoken[by](),
    icon: warns ? icon("warning", "list.warningForeground") : icon(usual, running > 0 ? "charts.green" : null),
    expanded: true,
  });
}
