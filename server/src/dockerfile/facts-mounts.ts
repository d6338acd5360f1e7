/** What `RUN --mount` takes. */
import * as l10n from "@vscode/l10n";

export interface MountFacts {
  readonly name: string;
  readonly summary: () => string;
  readonly example: string;
}

export interface MountType extends MountFacts {
  /** The fields that it wants, in LSP snippet syntax. */
  readonly fields: string;
}

export const MOUNT_TYPES: readonly MountType[] = [
  {
    name: "bind",
    summary: () => l10n.t("Files of the context, a stage or an image, read-only unless `rw` is given."),
    example: "RUN --mount=type=bind,source=go.mod,target=go.mod go mod download",
    fields: "source=${1:.},target=${2:.}",
  },
  {
    name: "cache",
    summary: () => l10n.t("A folder that stays from build to build and is not part of the image."),
    example: "RUN --mount=type=cache,target=/root/.npm npm ci",
    fields: "target=${1:/root/.cache}",
  },
  {
    name: "tmpfs",
    summary: () => l10n.t("A folder in memory that is gone after the command."),
    example: "RUN --mount=type=tmpfs,target=/tmp make test",
    fields: "target=${1:/tmp}",
  },
  {
    name: "secret",
    summary: () => l10n.t("A file or variable with a secret that leaves no trace in the image."),
    example: "RUN --mount=type=secret,id=token,env=TOKEN ./fetch.sh",
    fields: "id=${1:token}",
  },
  {
    name: "ssh",
    summary: () => l10n.t("The SSH agent of whoever builds."),
    example: "RUN --mount=type=ssh git clone git@github.com:owner/repository.git",
    fields: "",
  },
];

/** In the order in which they are usually written. */
export const MOUNT_KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ["bind", ["source", "target", "from", "rw"]],
  ["cache", ["target", "sharing", "id", "from", "source", "ro", "mode", "uid", "gid"]],
  ["tmpfs", ["target", "size"]],
  ["secret", ["id", "env", "target", "required", "mode", "uid", "gid"]],
  ["ssh", ["id", "target", "required", "mode", "uid", "gid"]],
]);

/** Who else may use a cache at the same time. */
export const SHARING: readonly string[] = ["shared", "private", "locked"];

/** Keys that are true or false, and true when nothing is said. */
export const SWITCHES: ReadonlySet<string> = new Set(["ro", "rw", "readonly", "readwrite", "required"]);

export const MOUNT_KEY_SYNONYMS: Readonly<Record<string, string>> = {
  dst: "target",
  destination: "target",
  src: "source",
  readonly: "ro",
  readwrite: "rw",
};

const KEYS: readonly MountFacts[] = [
  { name: "type", summary: () => l10n.t("The kind of the mount; `bind` when nothing is said."), example: "type=cache" },
  { name: "target", summary: () => l10n.t("Where the command finds it."), example: "target=/root/.cache" },
  {
    name: "source",
    summary: () =>
      l10n.t("The path in the context, or in what `from` names, that is mounted; its root when nothing is said."),
    example: "source=package.json",
  },
  {
    name: "from",
    summary: () => l10n.t("A stage, an image or a named context that the files come from. Else the build context."),
    example: "from=build",
  },
  {
    name: "id",
    summary: () => l10n.t("What the cache, secret or SSH agent is known by: mounts with one id share it."),
    example: "id=apt",
  },
  {
    name: "sharing",
    summary: () =>
      l10n.t(
        "What happens when two builds use the cache at once: `shared` lets both, `private` gives the second one a cache of its own, `locked` makes it wait.",
      ),
    example: "sharing=locked",
  },
  { name: "ro", summary: () => l10n.t("The command cannot write to it."), example: "ro" },
  { name: "rw", summary: () => l10n.t("The command can write to it; what it writes is thrown away."), example: "rw" },
  { name: "size", summary: () => l10n.t("How much it may hold at most."), example: "size=64m" },
  {
    name: "env",
    summary: () => l10n.t("The environment variable that holds the secret, instead of a file."),
    example: "env=TOKEN",
  },
  {
    name: "required",
    summary: () => l10n.t("The build fails when there is none; else the command runs without it."),
    example: "required=true",
  },
  { name: "mode", summary: () => l10n.t("Its permissions, in octal."), example: "mode=0400" },
  {
    name: "uid",
    summary: () => l10n.t("The id of the user it belongs to; 0 when nothing is said."),
    example: "uid=1000",
  },
  {
    name: "gid",
    summary: () => l10n.t("The id of the group it belongs to; 0 when nothing is said."),
    example: "gid=1000",
  },
];

/** A key by one of its names. */
export const mountKeyFacts = (name: string): MountFacts | undefined =>
  KEYS.find((it) => it.name === (MOUNT_KEY_SYNONYMS[name] ?? name));
