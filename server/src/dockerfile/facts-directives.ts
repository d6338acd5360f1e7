/** The parser directives above the first instruction, and the names of the build checks. */
import * as l10n from "@vscode/l10n";
import { explained, reference } from "./facts.ts";

export interface DirectiveFacts {
  readonly name: string;
  /** What completion writes, in LSP snippet syntax. */
  readonly text: string;
  readonly values: readonly string[];
  readonly summary: () => string;
  readonly example: string;
}

export const DIRECTIVES: readonly DirectiveFacts[] = [
  {
    name: "syntax",
    text: "syntax=${1:docker/dockerfile:1}",
    values: ["docker/dockerfile:1", "docker/dockerfile:1-labs", "docker/dockerfile:1.20"],
    summary: () =>
      l10n.t(
        "The version of the Dockerfile syntax. BuildKit fetches it as an image: `docker/dockerfile:1` is the newest of version 1.",
      ),
    example: "# syntax=docker/dockerfile:1",
  },
  {
    name: "check",
    text: "check=${1:skip=all}",
    values: ["skip=", "error=true", "skip=all", "experimental=all"],
    summary: () => l10n.t("Which build checks are skipped (`skip=…`), and whether they stop the build (`error=true`)."),
    example: "# check=skip=JSONArgsRecommended;error=true",
  },
  {
    name: "escape",
    text: "escape=${1:`}",
    values: ["`", "\\"],
    summary: () =>
      l10n.t("The escape and continuation character of this file: a backslash or, for Windows paths, a backtick."),
    example: "# escape=`",
  },
];

export function directiveDocs(name: string): string | null {
  const facts = DIRECTIVES.find((it) => it.name === name);
  return facts ? explained(facts.summary(), facts.example, reference(facts.name)) : null;
}

/** The build checks by their names, for `# check=skip=`. */
export const CHECKS: readonly string[] = [
  "ConsistentInstructionCasing",
  "CopyIgnoredFile",
  "DuplicateStageName",
  "ExposeInvalidFormat",
  "ExposeProtoCasing",
  "FromAsCasing",
  "FromPlatformFlagConstDisallowed",
  "InvalidBaseImagePlatform",
  "InvalidDefaultArgInFrom",
  "InvalidDefinitionDescription",
  "JSONArgsRecommended",
  "LegacyKeyValueFormat",
  "MaintainerDeprecated",
  "MultipleInstructionsDisallowed",
  "NoEmptyContinuation",
  "RedundantTargetPlatform",
  "ReservedStageName",
  "SecretsUsedInArgOrEnv",
  "StageNameCasing",
  "UndefinedArgInFrom",
  "UndefinedVar",
  "WorkdirRelativePath",
];

/** Its page in Docker's reference. */
export const checkDocs = (name: string): string => {
  const page = name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "-").toLowerCase();
  return `[${l10n.t("Reference")}](https://docs.docker.com/reference/build-checks/${page}/)`;
};
