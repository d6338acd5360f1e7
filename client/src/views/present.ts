/** How a node looks: words, icon and colour, without VS Code. */
import * as l10n from "@vscode/l10n";
import type { Container, Port } from "../engine/engine.ts";
import { bytes } from "../ui/bytes.ts";
import { adviceFor, problemTitle } from "../ui/explain.ts";
import type { Node, View } from "./node.ts";

export interface Row {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: { readonly id: string; readonly color: string | null };
  /** What a screen reader says: state and all, since it sees no icon. */
  readonly spoken: string;
  /** The command that choosing the row runs. */
  readonly command: string | null;
}

export function present(node: Node): Row {
  switch (node.kind) {
    case "container":
      return containerRow(node.container);
    case "image": {
      const label = node.tag ?? l10n.t("<none>");
      const size = bytes(node.image.size);
      return row({
        label,
        description: size,
        tooltip: lines(label, shortId(node.image.id), size, l10n.t("Created {0}", date(node.image.createdAt))),
        icon: node.tag === null ? icon("package", "disabledForeground") : icon("package"),
        spoken: l10n.t("Image {0}, {1}", label, size),
      });
    }
    case "volume":
      return row({
        label: node.volume.name,
        description: node.volume.driver === "local" ? "" : node.volume.driver,
        tooltip: lines(node.volume.name, l10n.t("Driver: {0}", node.volume.driver), node.volume.mountpoint),
        icon: icon("database"),
        spoken: l10n.t("Volume {0}", node.volume.name),
      });
    case "network":
      return row({
        label: node.network.name,
        description: node.network.driver === "null" ? "" : node.network.driver,
        tooltip: lines(
          node.network.name,
          shortId(node.network.id),
          l10n.t("Driver: {0}", node.network.driver),
          l10n.t("Scope: {0}", node.network.scope),
        ),
        icon: icon("type-hierarchy-sub"),
        spoken: l10n.t("Network {0}, driver {1}", node.network.name, node.network.driver),
      });
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
      return row({ label: short, tooltip: full, spoken: full, icon: icon("lightbulb") });
    }
    case "retry":
      return row({ label: l10n.t("Retry"), icon: icon("refresh"), command: "gantry.engines.retry" });
    case "empty":
      return row({ label: emptyText(node.view), icon: icon("circle-slash", "disabledForeground") });
  }
}

const icon = (id: string, color: string | null = null): Row["icon"] => ({ id, color });

function row(it: Partial<Row> & Pick<Row, "label" | "icon">): Row {
  return { description: "", tooltip: it.label, spoken: it.label, command: null, ...it };
}

function containerRow(container: Container): Row {
  const ports = publishedPorts(container.ports);
  const state = stateText(container);
  return row({
    label: container.name,
    description: [ports, container.image].filter(Boolean).join(" · "),
    tooltip: lines(container.name, state, container.image, container.command, ports, shortId(container.id)),
    icon: containerIcon(container),
    spoken: l10n.t("Container {0}, {1}, image {2}", container.name, state, container.image),
  });
}

function containerIcon({ state, health }: Container): Row["icon"] {
  switch (state) {
    case "running":
      if (health === "unhealthy") return icon("warning", "list.warningForeground");
      return icon(health === "starting" ? "loading~spin" : "vm-running", "charts.green");
    case "paused":
      return icon("debug-pause", "charts.yellow");
    case "restarting":
    case "removing":
      return icon("sync~spin", "charts.yellow");
    case "created":
      return icon("vm", "disabledForeground");
    case "exited":
      return icon("vm-outline", "disabledForeground");
    case "dead":
      return icon("error", "list.errorForeground");
  }
}

/** The state in the user's language, with the engine's own detail behind it. */
function stateText({ state, status }: Container): string {
  const names = {
    created: () => l10n.t("created"),
    running: () => l10n.t("running"),
    paused: () => l10n.t("paused"),
    restarting: () => l10n.t("restarting"),
    removing: () => l10n.t("being removed"),
    exited: () => l10n.t("stopped"),
    dead: () => l10n.t("dead"),
  };
  return status ? `${names[state]()} (${status})` : names[state]();
}

/** `8080→80, 443`: what can be reached from the host; IPv4 and IPv6 bindings of one port are one. */
function publishedPorts(ports: readonly Port[]): string {
  const published = ports.filter((port) => port.publicPort !== null);
  const texts = published.map(({ publicPort, privatePort, protocol }) => {
    const pair = publicPort === privatePort ? `${privatePort}` : `${publicPort}→${privatePort}`;
    return protocol === "tcp" ? pair : `${pair}/${protocol}`;
  });
  return [...new Set(texts)].join(", ");
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

const lines = (...parts: readonly string[]): string => parts.filter(Boolean).join("\n");

/** `sha256:1a2b3c…` and `1a2b3c…` to the twelve digits that the field shows. */
const shortId = (id: string): string => id.replace(/^sha256:/, "").slice(0, 12);

const date = (unixSeconds: number): string => new Date(unixSeconds * 1000).toLocaleString();
