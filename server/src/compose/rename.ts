/** Renames what a compose file names, in all files of the project, its `.env` and its Dockerfiles. */
import * as l10n from "@vscode/l10n";
import type { Range, WorkspaceEdit } from "vscode-languageserver-types";
import type { ComposeFile } from "./compose-file.ts";
import { dockerfileOf, stageNames } from "./dockerfiles.ts";
import { envOf, uriOf, variableAt } from "./env.ts";
import { refusedVariable, renamed } from "./env-document.ts";
import { placesOf } from "./navigate.ts";
import { hasEntry, otherFile, projectOf } from "./project.ts";
import { type Occurrence, occurrenceAt } from "./references.ts";
import { serviceAt } from "./services.ts";
import { targetAt } from "./stages.ts";
import { placesOfVariable } from "./variable-places.ts";

export function prepareRename(file: ComposeFile, offset: number): Range | null {
  const variable = variableAt(file, offset);
  if (variable) return file.rangeOf(variable.name);
  const found = occurrenceAt(file, offset)?.span ?? targetAt(file, offset)?.node.content;
  return found ? file.rangeOf(found) : null;
}

/** What Docker Compose takes for a name, YAML for one of an anchor, and a Dockerfile for one of a stage. */
const NAME = /^[a-zA-Z0-9_][\w.-]*$/;
const ANCHOR = /^[^\s,[\]{}]+$/;
const STAGE = /^[a-z][a-z0-9_.-]*$/i;

/** Why the new name cannot be; null where it can. */
export function refusedName(file: ComposeFile, offset: number, newName: string): string | null {
  const variable = variableAt(file, offset);
  if (variable) return refusedVariable(envOf(file), variable.variable.name, newName);
  const found = occurrenceAt(file, offset);
  if (!found) return targetAt(file, offset) && refusedStage(file, offset, newName);
  if (found.kind === "anchors") {
    if (!ANCHOR.test(newName)) return l10n.t("An anchor is named without blanks, commas and brackets.");
    const isTaken = newName !== found.name && file.anchors.has(newName);
    return isTaken ? l10n.t("There is an anchor {0} already.", newName) : null;
  }
  if (!NAME.test(newName)) return l10n.t("Use letters, digits, -, _ and ., with no - or . first.");
  return newName !== found.name && isTaken(file, found, newName)
    ? l10n.t("There is {0} in {1} already.", newName, found.kind)
    : null;
}

function isTaken(file: ComposeFile, { kind, file: elsewhere }: Occurrence, name: string): boolean {
  // Several services may share a profile.
  if (kind === "profiles" || kind === "anchors") return false;
  if (!elsewhere) return hasEntry(projectOf(file).files, kind, name);
  const uri = uriOf(file, elsewhere.value);
  const other = uri === null ? null : otherFile(file, uri);
  return other !== null && other.entry(kind, name) !== null;
}

function refusedStage(file: ComposeFile, offset: number, newName: string): string | null {
  if (!STAGE.test(newName)) return l10n.t("A stage is named with letters, digits, -, _ and ., a letter first.");
  const before = targetAt(file, offset)?.node.value.toLowerCase();
  const dockerfile = dockerfileOf(file, serviceAt(file, offset)?.body ?? null);
  const names = dockerfile ? stageNames(dockerfile).map((it) => it.toLowerCase()) : [];
  const name = newName.toLowerCase();
  return name !== before && names.includes(name) ? l10n.t("There is a stage {0} already.", newName) : null;
}

/** Null where nothing can be renamed, or `newName` is refused. */
export function rename(file: ComposeFile, offset: number, newName: string): WorkspaceEdit | null {
  if (refusedName(file, offset, newName) !== null) return null;
  const variable = variableAt(file, offset);
  if (variable) return renamed(placesOfVariable(file, variable.variable.name), newName);
  const found = occurrenceAt(file, offset);
  if (!found) return renamed(targetAt(file, offset)?.places ?? [], newName);
  const changes: NonNullable<WorkspaceEdit["changes"]> = {};
  for (const { file: other, place } of placesOf(file, found)) {
    const edit = { range: other.rangeOf(place.span), newText: newName };
    changes[other.document.uri] = [...(changes[other.document.uri] ?? []), edit];
  }
  return { changes };
}
