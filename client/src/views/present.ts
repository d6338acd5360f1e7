/** How a node looks: words, icon and colour, without VS Code. */
import * as l10n from "@vscode/l10n";
import type { Stats } from "../engine/api/details.ts";
import { adviceFor, problemTitle } from "../ui/explain.ts";
import { engineNodeId, type Node, type View } from "./node.ts";
import { buildRow } from "./present-build.ts";
import { containerRow } from "./present-container.ts";
import { detailRow } from "./present-details.ts";
import { engineRow } from "./present-engine.ts";
import { groupRow } from "./present-group.ts";
import { imageRow, networkRow, volumeRow } from "./present-used.ts";
import { icon, lines, type Row, row } from "./row.ts";

/** `now` is in milliseconds since 1970. */
export function present(node: Node, now = Date.now(), stats: Stats | null = null): Row {
  switch (node.kind) {
    case "engine":
      return engineRow(node);
    case "build":
      return buildRow(node);
    case "container":
      return containerRow(node, now, stats);
    case "group":
      return groupRow(node);
    case "image":
      return imageRow(node);
    case "volume":
      return volumeRow(node);
    case "network":
      return networkRow(node);
    case "problem": {
      const label = problemTitle(node.reason);
      return row({
        label,
        tooltip: lines(label, node.address, node.message),
        icon: icon("warning", "list.warningForeground"),
        spoken: `${label}: ${node.address}`,
      });
    }
    case "address":
      return row({
        label: node.address,
        tooltip: l10n.t("The address that was tried: {0}", node.address),
        icon: icon("plug"),
        spoken: l10n.t("The address that was tried: {0}", node.address),
      });
    case "advice": {
      const { short, full } = adviceFor(node.reason);
      const command = node.command === null ? null : `gantry.${node.command}`;
      const target = command === null ? null : engineNodeId(node.engine);
      return row({ label: short, tooltip: full, spoken: full, icon: icon("lightbulb"), command, target });
    }
    case "retry":
      return row({ label: l10n.t("Retry"), icon: icon("refresh"), command: "gantry.engines.retry" });
    case "empty":
      return row({
        label: node.filtered ? l10n.t("Nothing matches the filter") : emptyText(node.view),
        icon: icon(node.filtered ? "filter" : "circle-slash", "disabledForeground"),
      });
    default:
      return detailRow(node);
  }
}

function emptyText(view: View): string {
  switch (view) {
    case "containers":
      return l10n.t("No containers yet");
    case "images":
      return l10n.t("No images yet");
    case "volumes":
      return l10n.t("No volumes yet");
    case "networks":
      return l10n.t("No networks yet");
  }
}
