/** How a row below an object looks. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import type { Mount } from "../engine/api/details.ts";
import type { FileEntry } from "../engine/api/files.ts";
import { shortVolumeName } from "../engine/unused.ts";
import { dateText } from "../ui/date-text.ts";
import type { DetailNode, FileNode, PortNode, SectionNode } from "./node.ts";
import { icon, lines, type Row, row } from "./row.ts";

export const detailTexts = {
  failure: (): string => l10n.t("Cannot show this"),
  nothing: (): string => l10n.t("No container is in this network"),
  size: (size: number): string => l10n.t("Size: {0}", bytes(size)),
  measuring: (): string => l10n.t("The engine is still measuring its size"),
  emptyFolder: (): string => l10n.t("Empty"),
  more: (count: number): string => l10n.t("and {0} more", count),
  subnet: (subnet: string, gateway: string): string =>
    gateway === "" ? l10n.t("Subnet {0}", subnet) : l10n.t("Subnet {0}, gateway {1}", subnet, gateway),
};

export function detailRow(node: DetailNode): Row {
  switch (node.kind) {
    case "section":
      return sectionRow(node);
    case "port":
      return portRow(node);
    case "mount":
      return mountRow(node.mount);
    case "membership": {
      const { network, address, address6, gateway, mac, aliases } = node.membership;
      const addresses = [address, address6].filter(Boolean).join(", ");
      return row({
        label: network,
        description: addresses,
        tooltip: lines(
          network,
          addresses && l10n.t("Address: {0}", addresses),
          gateway && l10n.t("Gateway: {0}", gateway),
          mac && l10n.t("MAC address: {0}", mac),
          aliases.length > 0 && l10n.t("Also known as: {0}", aliases.join(", ")),
        ),
        spoken: l10n.t("Network {0}, address {1}", network, addresses || l10n.t("none")),
        icon: icon("type-hierarchy-sub"),
      });
    }
    case "variable": {
      const value = node.isShown ? node.value : "••••••";
      return row({
        label: node.name,
        description: value,
        tooltip: node.isShown ? `${node.name}=${node.value}` : l10n.t("{0}: the value is hidden", node.name),
        spoken: node.isShown ? `${node.name}, ${node.value}` : l10n.t("{0}: the value is hidden", node.name),
        icon: icon(node.isShown ? "symbol-variable" : "eye-closed"),
      });
    }
    case "process": {
      const { PID, CMD, COMMAND, ...rest } = node.cells;
      const command = CMD ?? COMMAND ?? "";
      const owner = rest.USER ?? rest.UID ?? "";
      const facts = Object.entries(node.cells).map(([title, cell]) => `${title}: ${cell}`);
      return row({
        label: command,
        description: [PID, owner].filter(Boolean).join(" · "),
        tooltip: lines(...facts),
        spoken: [l10n.t("Process {0}, {1}", PID ?? "", command), owner].filter(Boolean).join(", "),
        icon: icon("gear"),
      });
    }
    case "layer": {
      const instruction = instructionOf(node.layer.createdBy);
      const size = bytes(node.layer.size);
      return row({
        label: instruction,
        description: node.layer.size === 0 ? "" : size,
        tooltip: lines(instruction, size),
        spoken: l10n.t("Layer {0}, {1}", instruction, size),
        icon: node.layer.size === 0 ? icon("dash", "disabledForeground") : icon("layers"),
      });
    }
    case "tag":
      return row({ label: node.tag, spoken: l10n.t("Tag {0}", node.tag), icon: icon("tag") });
    case "file":
      return fileRow(node);
    case "note":
      return row({
        label: node.text,
        icon: node.isFailure ? icon("warning", "list.warningForeground") : icon("info", "disabledForeground"),
      });
  }
}

function sectionRow({ what, count }: SectionNode): Row {
  const [label, image] = {
    ports: [l10n.t("Ports"), "plug"],
    mounts: [l10n.t("Mounts"), "folder-library"],
    networks: [l10n.t("Networks"), "type-hierarchy-sub"],
    environment: [l10n.t("Environment"), "symbol-variable"],
    processes: [l10n.t("Processes"), "gear"],
    layers: [l10n.t("Layers"), "layers"],
    tags: [l10n.t("Tags"), "tag"],
    containers: [l10n.t("Containers"), "vm"],
  }[what] as [string, string];
  const description = count === null ? "" : String(count);
  return row({
    label,
    description,
    tooltip: label,
    spoken: count === null ? label : `${label}, ${count}`,
    icon: icon(image),
    expanded: false,
  });
}

function portRow({ port: { ip, publicPort, privatePort, protocol } }: PortNode): Row {
  const inside = `${privatePort}/${protocol}`;
  if (publicPort === null)
    return row({
      label: inside,
      description: l10n.t("not published"),
      spoken: l10n.t("Port {0}, not published", inside),
      icon: icon("circle-outline", "disabledForeground"),
    });
  const host = ip === null || ip === "0.0.0.0" || ip === "::" ? l10n.t("every address") : ip;
  const words = l10n.t("Port {0} of the host leads to {1} in the container", publicPort, inside);
  return row({
    label: `${publicPort} → ${inside}`,
    description: host,
    tooltip: words,
    spoken: `${words}, ${host}`,
    icon: icon("plug", "charts.green"),
    ...(protocol === "tcp" && { command: "gantry.ports.open" }),
  });
}

function mountRow({ kind, source, destination, writable }: Mount): Row {
  const kinds = { bind: l10n.t("folder"), volume: l10n.t("volume"), tmpfs: "tmpfs", other: "" };
  const access = writable ? "" : l10n.t("read-only");
  return row({
    label: destination,
    description: [shortVolumeName(source) || kinds[kind], access].filter(Boolean).join(" · "),
    tooltip: lines(destination, [kinds[kind], source].filter(Boolean).join(": "), access),
    spoken: [l10n.t("{0} is mounted at {1}", [kinds[kind], source].filter(Boolean).join(" "), destination), access]
      .filter(Boolean)
      .join(", "),
    icon: icon({ bind: "folder", volume: "database", tmpfs: "chip", other: "file-symlink-directory" }[kind]),
  });
}

function fileRow({ path, entry, isFolder }: FileNode): Row {
  if (path === "/") return row({ label: l10n.t("Files"), icon: icon("files"), expanded: false });
  const size = isFolder || entry.type !== "file" ? "" : bytes(entry.size);
  const link = entry.target === null ? "" : `→ ${entry.target}`;
  const mode = entry.mode.toString(8).padStart(4, "0");
  const changed = entry.modifiedAt > 0 ? dateText(entry.modifiedAt) : "";
  return row({
    label: entry.name,
    description: [link, size].filter(Boolean).join(" · "),
    tooltip: lines(path, link, size, l10n.t("Permissions: {0}", mode), changed),
    spoken: spokenFile(entry, isFolder, size),
    icon: icon(isFolder ? "folder" : entry.type === "other" ? "circuit-board" : link ? "file-symlink-file" : "file"),
    expanded: isFolder ? false : null,
    ...(!isFolder && entry.type !== "other" && { command: "gantry.files.open" }),
  });
}

function spokenFile({ name, target }: FileEntry, isFolder: boolean, size: string): string {
  if (isFolder && target === null) return l10n.t("Folder {0}", name);
  if (target !== null)
    return isFolder ? l10n.t("Link {0} to the folder {1}", name, target) : l10n.t("Link {0} to {1}", name, target);
  return size === "" ? l10n.t("File {0}", name) : l10n.t("File {0}, {1}", name, size);
}

/** `/bin/sh -c #(nop)  CMD ["sh"]`, `RUN /bin/sh -c make # buildkit`: the instruction as it was written. */
export function instructionOf(createdBy: string): string {
  const text = createdBy.replaceAll(/\s+/g, " ").trim();
  const metadata = /^\/bin\/sh -c #\(nop\) (.*)$/.exec(text)?.[1];
  if (metadata !== undefined) return metadata.trim();
  const run = /^(?:RUN )?(?:\|\d+ .*? )?\/bin\/sh -c (.*)$/.exec(text)?.[1];
  return (run === undefined ? text : `RUN ${run}`).replace(/ # buildkit$/, "") || "—";
}
