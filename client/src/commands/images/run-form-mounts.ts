/** Asks what a new container should mount, and where. */
import * as l10n from "@vscode/l10n";
import type { Mount } from "../../engine/api/containers.ts";
import type { ImageDefaults } from "../../run/image-defaults.ts";
import type { Ui } from "../../ui/ui.ts";

interface Context {
  readonly ui: Ui;
  readonly defaults: ImageDefaults;
  readonly volumes: readonly string[];
}

export async function askMount({ ui, defaults, volumes }: Context): Promise<Mount | null> {
  const title = l10n.t("Volumes");
  type Source = Pick<Mount, "kind" | "source"> | "folder" | "new";
  const source = await ui.pick<Source>(title, [
    { label: l10n.t("$(folder) A Folder of This Machine..."), value: "folder" },
    { label: l10n.t("$(add) A New Volume..."), value: "new" },
    {
      label: l10n.t("$(zap) Memory"),
      description: l10n.t("gone when the container stops"),
      value: { kind: "tmpfs", source: "" },
    },
    ...volumes.map((name) => ({ label: name, group: title, value: { kind: "volume" as const, source: name } })),
  ]);
  const from = source === "folder" ? await askFolder(ui) : source === "new" ? await askVolume(ui) : source;
  if (from === null) return null;
  const target = await ui.input({
    title,
    prompt: l10n.t("Where it is in the container, such as /data"),
    value: defaults.volumes[0] ?? "",
    validate: (text) => (text.startsWith("/") ? null : l10n.t("A whole path, which begins with /.")),
  });
  if (target === null) return null;
  const readOnly =
    from.kind === "tmpfs"
      ? false
      : await ui.pick(title, [
          { label: l10n.t("The container may write to it"), value: false },
          { label: l10n.t("Read only"), value: true },
        ]);
  return readOnly === null ? null : { ...from, target, readOnly };
}

async function askFolder(ui: Ui): Promise<Pick<Mount, "kind" | "source"> | null> {
  const source = await ui.choosePath(l10n.t("The folder to mount"), "folder");
  return source === null ? null : { kind: "bind", source };
}

async function askVolume(ui: Ui): Promise<Pick<Mount, "kind" | "source"> | null> {
  const source = await ui.input({
    title: l10n.t("New volume"),
    prompt: l10n.t("Its name; empty makes one without a name"),
    value: "",
    validate: (text) =>
      text === "" || /^[a-zA-Z0-9][\w.-]*$/.test(text)
        ? null
        : l10n.t("Letters, digits and . _ - only, beginning with a letter or digit."),
  });
  return source === null ? null : { kind: "volume", source };
}
