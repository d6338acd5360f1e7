/** What `RUN --mount` takes. */
import * as l10n from "@vscode/l10n";

export const MOUNT_TYPES: readonly { readonly name: string; readonly summary: () => string }[] = [
  { name: "bind", summary: () => l10n.t("Files of the context, a stage or an image, read-only unless `rw` is given.") },
  { name: "cache", summary: () => l10n.t("A folder that stays from build to build and is not part of the image.") },
  { name: "tmpfs", summary: () => l10n.t("A folder in memory that is gone after the command.") },
  { name: "secret", summary: () => l10n.t("A file or variable with a secret that leaves no trace in the image.") },
  { name: "ssh", summary: () => l10n.t("The SSH agent of whoever builds.") },
];

export const MOUNT_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bind", ["target", "source", "from", "rw"]],
  ["cache", ["target", "id", "ro", "sharing", "from", "source", "mode", "uid", "gid"]],
  ["tmpfs", ["target", "size"]],
  ["secret", ["id", "target", "env", "required", "mode", "uid", "gid"]],
  ["ssh", ["id", "target", "required", "mode", "uid", "gid"]],
]);
