/** What `RUN --mount` takes. */
import * as l10n from "@vscode/l10n";
import { explained, reference } from "./facts.ts";

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
    summary: () =>
      l10n.t(
        "A file or variable with a secret that leaves no trace in the image, handed over with `docker build --secret`.",
      ),
    example: "RUN --mount=type=secret,id=token,env=TOKEN ./fetch.sh",
    fields: "id=${1:token}",
  },
  {
    name: "ssh",
    summary: () => l10n.t("The SSH agent of whoever builds, handed over with `docker build --ssh default`."),
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
  {
    name: "type",
    summary: () => l10n.t("The kind of the mount; `bind` when nothing is said."),
    example: "RUN --mount=type=cache,target=/root/.npm npm ci",
  },
  {
    name: "target",
    summary: () =>
      l10n.t("Where the command finds it. A secret without it, and without `env`, is in `/run/secrets/<id>`."),
    example: "RUN --mount=type=cache,target=/root/.cache pip install -r requirements.txt",
  },
  {
    name: "source",
    summary: () =>
      l10n.t("The path in the context, or in what `from` names, that is mounted; its root when nothing is said."),
    example: "RUN --mount=type=bind,source=package.json,target=package.json npm install",
  },
  {
    name: "from",
    summary: () =>
      l10n.t(
        "A stage, an image or a named context that the files come from. Without it a bind mount takes them from the build context, and a cache starts empty.",
      ),
    example: "RUN --mount=type=bind,from=build,source=/out,target=/out cp -r /out /srv",
  },
  {
    name: "id",
    summary: () =>
      l10n.t(
        "What the cache, secret or SSH agent is known by: mounts with one id share it. A cache without one is known by its `target`.",
      ),
    example: "RUN --mount=type=cache,id=apt,target=/var/cache/apt apt-get update",
  },
  {
    name: "sharing",
    summary: () =>
      l10n.t(
        "What happens when two builds use the cache at once: `shared`, which is usual, lets both; `private` gives the second one a cache of its own; `locked` makes it wait, as apt needs it.",
      ),
    example: "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update",
  },
  {
    name: "ro",
    summary: () => l10n.t("The command cannot write to it."),
    example: "RUN --mount=type=cache,target=/models,ro ./train.sh",
  },
  {
    name: "rw",
    summary: () => l10n.t("The command can write to it; what it writes is thrown away."),
    example: "RUN --mount=type=bind,target=.,rw make test",
  },
  {
    name: "size",
    summary: () => l10n.t("How much it may hold at most."),
    example: "RUN --mount=type=tmpfs,target=/tmp,size=64m make test",
  },
  {
    name: "env",
    summary: () => l10n.t("The environment variable that holds the secret. With `target` it is in a file, too."),
    example: "RUN --mount=type=secret,id=token,env=TOKEN ./fetch.sh",
  },
  {
    name: "required",
    summary: () => l10n.t("The build fails when there is none; else the command runs without it."),
    example: "RUN --mount=type=secret,id=token,required=true ./fetch.sh",
  },
  {
    name: "mode",
    summary: () =>
      l10n.t(
        "Its permissions, in octal: `0755` for a cache, `0400` for a secret and `0600` for SSH when nothing is said.",
      ),
    example: "RUN --mount=type=secret,id=token,mode=0444 ./fetch.sh",
  },
  {
    name: "uid",
    summary: () => l10n.t("The id of the user it belongs to; 0 when nothing is said."),
    example: "RUN --mount=type=cache,target=/home/app/.cache,uid=1000 npm ci",
  },
  {
    name: "gid",
    summary: () => l10n.t("The id of the group it belongs to; 0 when nothing is said."),
    example: "RUN --mount=type=cache,target=/home/app/.cache,gid=1000 npm ci",
  },
];

/** What a type or a key is for, as Markdown. */
export function mountDocs(facts: MountFacts | MountType): string {
  const section = "fields" in facts ? `run---mounttype${facts.name}` : "run---mount";
  return explained(facts.summary(), facts.example, reference(section));
}

/** A key by one of its names. */
export const mountKeyFacts = (name: string): MountFacts | undefined =>
  KEYS.find((it) => it.name === (MOUNT_KEY_SYNONYMS[name] ?? name));
