/** What is said of an object when the pointer rests on it: asked for then. Plain text: engines are not trusted as Markdown. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { ContainerDetails } from "../engine/api/details.ts";
import type { Engine } from "../engine/engine.ts";
import { exitCodeMeaning } from "../engine/exit-code.ts";
import type { Node, VolumeNode } from "./node.ts";
import { detailTexts } from "./present-details.ts";
import type { Row } from "./row.ts";
import { lines } from "./row.ts";

/** Throws EngineError. */
export async function richTooltip(
  node: Node,
  row: Row,
  engine: Engine,
  sizeOf: (node: VolumeNode) => Promise<number | null>,
): Promise<string> {
  switch (node.kind) {
    case "container":
      return lines(row.tooltip, ...containerFacts(await engine.containerDetails(node.container.id)));
    case "image":
      return lines(row.tooltip, ...node.image.tags.filter((it) => it !== node.tag), ...node.image.digests);
    case "volume": {
      const size = await sizeOf(node);
      return lines(row.tooltip, size !== null && detailTexts.size(size), ...labelLines(node.volume.labels));
    }
    case "network": {
      const { members, subnets } = await engine.networkDetails(node.network.id);
      return lines(
        row.tooltip,
        ...subnets.map((it) => it.subnet),
        ...members.map((it) => `${it.name} ${it.address}`.trim()),
        ...labelLines(node.network.labels),
      );
    }
    default:
      return row.tooltip;
  }
}

function containerFacts(it: ContainerDetails): string[] {
  const { cpus, memory, restart } = it.limits;
  return [
    it.outOfMemory ? l10n.t("out of memory") : (exitCodeMeaning(it.exitCode ?? 0) ?? ""),
    it.restarts > 0 ? l10n.t("Restarted {0} times", it.restarts) : "",
    restart.name === "no" ? "" : l10n.t("Restart policy: {0}", restart.name),
    cpus > 0 ? l10n.t("At most {0} processors", cpus) : "",
    memory > 0 ? l10n.t("At most {0} of memory", bytes(memory)) : "",
    ...it.memberships.map((member) => [member.network, member.address].filter(Boolean).join(" ")),
    ...it.mounts.map((mount) => `${mount.source} → ${mount.destination}`),
    it.healthOutput === "" ? "" : l10n.t("Last health check: {0}", it.healthOutput.slice(0, 300)),
  ];
}

const MOST_LABELS = 10;

const labelLines = (labels: Readonly<Record<string, string>>): string[] =>
  Object.entries(labels)
    .slice(0, MOST_LABELS)
    .map(([name, value]) => `${name}=${value}`);
