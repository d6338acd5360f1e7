/** The flags of each instruction. */
import * as l10n from "@vscode/l10n";
import { explained, reference } from "./facts.ts";
import type { Instruction } from "./instruction.ts";

export interface FlagFacts {
  readonly name: string;
  readonly kind: "text" | "boolean" | "duration" | "count" | "mount";
  readonly summary: () => string;
  /** What completion puts behind the `=`; null for a flag that needs no value. */
  readonly example: string | null;
  readonly isRepeatable?: boolean;
}

const chown: FlagFacts = {
  name: "chown",
  kind: "text",
  summary: () => l10n.t("The owner of the copied files, by name or id; without it they belong to root."),
  example: "user:group",
};
const chmod: FlagFacts = {
  name: "chmod",
  kind: "text",
  summary: () => l10n.t("The permissions of the copied files, in octal (`755`) or symbols (`u=rwX,go=rX`)."),
  example: "755",
};
const link: FlagFacts = {
  name: "link",
  kind: "boolean",
  summary: () =>
    l10n.t(
      "Copies into a layer of its own that does not depend on the layers before it, so it stays in the cache when they change.",
    ),
  example: null,
};
const exclude: FlagFacts = {
  name: "exclude",
  kind: "text",
  summary: () => l10n.t("A pattern of files that are not copied. Can be given several times."),
  example: "*.txt",
  isRepeatable: true,
};
const duration = (name: string, example: string, summary: () => string): FlagFacts => ({
  name,
  kind: "duration",
  summary,
  example,
});

export const FLAGS: ReadonlyMap<string, readonly FlagFacts[]> = new Map<string, readonly FlagFacts[]>([
  [
    "FROM",
    [
      {
        name: "platform",
        kind: "text",
        summary: () =>
          l10n.t(
            "The platform of the base image, such as `linux/amd64`. `$BUILDPLATFORM` is the one that builds: use it to cross-compile.",
          ),
        example: "arm64",
      },
    ],
  ],
  [
    "RUN",
    [
      {
        name: "mount",
        kind: "mount",
        summary: () =>
          l10n.t(
            "Gives the command a file system while it runs: a cache, files of the context or a stage, a secret, SSH.",
          ),
        example: "type=cache,target=/root/.cache",
        isRepeatable: true,
      },
      {
        name: "network",
        kind: "text",
        summary: () =>
          l10n.t(
            "The network of the command: `default` is the one of the build, `none` is none at all, `host` that of the machine, which must be allowed with `--allow network.host`.",
          ),
        example: "none",
      },
      {
        name: "security",
        kind: "text",
        summary: () =>
          l10n.t(
            "`sandbox` is the usual way; `insecure` runs the command with all privileges, which must be allowed with `--allow security.insecure`.",
          ),
        example: "insecure",
      },
      {
        name: "device",
        kind: "text",
        summary: () => l10n.t("A CDI device, such as a GPU, that the command may use."),
        example: "vendor1.com/device=foo",
        isRepeatable: true,
      },
    ],
  ],
  [
    "COPY",
    [
      {
        name: "from",
        kind: "text",
        summary: () =>
          l10n.t("Where to copy from: a stage of this file, an image, or a named context. Else the build context."),
        example: "stage",
      },
      chown,
      chmod,
      link,
      {
        name: "parents",
        kind: "boolean",
        summary: () =>
          l10n.t("Keeps the folders of the source below the destination: `src/a.txt` becomes `<dest>/src/a.txt`."),
        example: null,
      },
      exclude,
    ],
  ],
  [
    "ADD",
    [
      chown,
      chmod,
      {
        name: "checksum",
        kind: "text",
        summary: () => l10n.t("The checksum that a download or a Git commit must have."),
        example: "sha256:…",
      },
      link,
      {
        name: "keep-git-dir",
        kind: "boolean",
        summary: () => l10n.t("Keeps the `.git` folder of a Git repository."),
        example: "true",
      },
      {
        name: "unpack",
        kind: "boolean",
        summary: () => l10n.t("Whether archives are unpacked: without it local ones are and downloads are not."),
        example: "true",
      },
      exclude,
    ],
  ],
  [
    "HEALTHCHECK",
    [
      duration("interval", "30s", () => l10n.t("The time between two checks; `30s` when nothing is said.")),
      duration("timeout", "30s", () =>
        l10n.t("How long a check may take before it counts as failed; `30s` when nothing is said."),
      ),
      duration("start-period", "5s", () =>
        l10n.t("The time the container gets to start, in which failures do not count; none when nothing is said."),
      ),
      duration("start-interval", "5s", () =>
        l10n.t("The time between two checks while the container starts; `5s` when nothing is said."),
      ),
      {
        name: "retries",
        kind: "count",
        summary: () =>
          l10n.t("How many checks in a row must fail until the container is unhealthy; 3 when nothing is said."),
        example: "3",
      },
    ],
  ],
]);

/** What is usually written behind the `=` of flags that could take anything. */
export const FLAG_VALUES: Readonly<Record<string, readonly string[]>> = {
  platform: ["$BUILDPLATFORM", "$TARGETPLATFORM", "linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64"],
  network: ["default", "none", "host"],
  security: ["sandbox", "insecure"],
  chmod: ["755", "644", "0755", "0644", "u=rwX,go=rX"],
  checksum: ["sha256:"],
};

/** The flags that have a section of their own. */
const SECTIONS: ReadonlySet<string> = new Set(
  "chmod checksum chown device exclude from keep-git-dir link mount network parents security unpack".split(" "),
);

/** What a flag is for, as Markdown. */
export function flagDocs(keyword: string, { name, example, summary }: FlagFacts): string {
  const section = `${keyword.toLowerCase()}${SECTIONS.has(name) ? `---${name}` : ""}`;
  return explained(summary(), `${keyword} --${name}${example ? `=${example}` : ""} …`, reference(section));
}

export const flagFacts = (keyword: string, name: string): FlagFacts | undefined =>
  FLAGS.get(keyword)?.find((it) => it.name === name);

/** `HEALTHCHECK NONE` never looks at its flags. */
export const ignoresFlags = ({ keyword, words }: Instruction): boolean =>
  keyword === "HEALTHCHECK" && words[0]?.text.toUpperCase() === "NONE";
