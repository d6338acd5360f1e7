/** How an image, a volume and a network look: what containers use, or nobody. */
import * as l10n from "@vscode/l10n";
import { bytes } from "../../../server/src/shared/bytes.ts";
import { isPredefined, shortVolumeName } from "../engine/unused.ts";
import { dateText } from "../ui/date-text.ts";
import type { ImageNode, NetworkNode, VolumeNode } from "./node.ts";
import { icon, lines, type Row, row, shortId } from "./row.ts";

export function imageRow({ image, tag, users }: ImageNode): Row {
  const label = tag ?? l10n.t("<none>");
  const size = bytes(image.size);
  const mark = users > 0 ? "" : tag === null ? l10n.t("dangling") : l10n.t("unused");
  return row({
    label,
    description: [size, mark].filter(Boolean).join(" · "),
    tooltip: lines(label, shortId(image.id), size, l10n.t("Created {0}", date(image.createdAt)), usersText(users)),
    icon: icon("package", users === 0 ? "disabledForeground" : null),
    spoken: [l10n.t("Image {0}, {1}", label, size), mark].filter(Boolean).join(", "),
    expanded: false,
  });
}

export function volumeRow({ volume, users }: VolumeNode): Row {
  const driver = volume.driver === "local" ? "" : volume.driver;
  const mark = users > 0 ? "" : l10n.t("unused");
  return row({
    label: shortVolumeName(volume.name),
    description: [driver, mark].filter(Boolean).join(" · "),
    tooltip: lines(volume.name, l10n.t("Driver: {0}", volume.driver), volume.mountpoint, usersText(users)),
    icon: icon("database", users === 0 ? "disabledForeground" : null),
    spoken: [l10n.t("Volume {0}", volume.name), driver, mark].filter(Boolean).join(", "),
    expanded: false,
  });
}

export function networkRow({ network, users }: NetworkNode): Row {
  // The engine keeps its own networks, used or not.
  const mark = users > 0 || isPredefined(network) ? "" : l10n.t("unused");
  const internal = network.internal ? l10n.t("internal") : "";
  const facts = [network.driver === "null" ? "" : network.driver, internal, mark];
  return row({
    label: network.name,
    description: facts.filter(Boolean).join(" · "),
    tooltip: lines(
      network.name,
      shortId(network.id),
      l10n.t("Driver: {0}", network.driver),
      l10n.t("Scope: {0}", network.scope),
      usersText(users),
    ),
    icon: icon("type-hierarchy-sub", mark ? "disabledForeground" : null),
    spoken: [l10n.t("Network {0}, driver {1}", network.name, network.driver), internal, mark]
      .filter(Boolean)
      .join(", "),
    expanded: false,
  });
}

function usersText(users: number): string {
  if (users === 0) return l10n.t("Used by no container");
  return users === 1 ? l10n.t("Used by one container") : l10n.t("Used by {0} containers", users);
}

const date = (unixSeconds: number): string => dateText(unixSeconds * 1000);
