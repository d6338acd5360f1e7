/** A `.env` file as a document of its own: what its variables mean to the compose project beside it. */
import * as l10n from "@vscode/l10n";
import type { DocumentHighlight, Hover, Location, Range, WorkspaceEdit } from "vscode-languageserver-types";
import { rangeOf, type TextDocument } from "../text/document.ts";
import { contains } from "../text/span.ts";
import type { ComposeFile } from "./compose-file.ts";
import { type EnvFile, type EnvVariable, readEnv } from "./env-file.ts";
import type { Files } from "./files.ts";
import { composeFileOf } from "./project.ts";
import { placesOfVariable, type VariablePlace } from "./variable-places.ts";

export interface EnvDocument extends EnvFile {
  readonly document: TextDocument;
  /** The compose file whose variables these are. */
  readonly project: ComposeFile | null;
}

export function parseEnv(document: TextDocument, files: Files): EnvDocument {
  const env = readEnv(document.uri, document.getText());
  return { ...env, document, project: composeFileOf(env, files) };
}

const variableAt = ({ all }: EnvDocument, offset: number): EnvVariable | null =>
  all.find((it) => contains(it.place, offset)) ?? null;

const placesAt = (env: EnvDocument, offset: number): VariablePlace[] => {
  const found = variableAt(env, offset);
  return found && env.project ? placesOfVariable(env.project, found.name) : [];
};

export function references(env: EnvDocument, offset: number, withDefinition: boolean): Location[] {
  const found = placesAt(env, offset).filter((it) => withDefinition || !it.isDefinition);
  return found.map(({ uri, range }) => ({ uri, range }));
}

export function definition(env: EnvDocument, offset: number): Location[] | null {
  const found = variableAt(env, offset);
  return found ? [{ uri: env.uri, range: rangeOf(env.document, found.place) }] : null;
}

const WRITE = 3;

export function highlight(env: EnvDocument, offset: number): DocumentHighlight[] | null {
  const found = variableAt(env, offset);
  const same = found ? env.all.filter((it) => it.name === found.name) : [];
  return found ? same.map(({ place }) => ({ range: rangeOf(env.document, place), kind: WRITE })) : null;
}

export function prepareRename(env: EnvDocument, offset: number): Range | null {
  const found = env.project && variableAt(env, offset);
  return found ? rangeOf(env.document, found.place) : null;
}

/** Why a variable cannot have the name; null where it can. */
export function refusedVariable(env: EnvFile | null, before: string, newName: string): string | null {
  if (!/^[_a-zA-Z]\w*$/.test(newName)) return l10n.t("A variable is named with letters, digits and _, no digit first.");
  const isTaken = newName !== before && env?.variables.has(newName);
  return isTaken ? l10n.t("There is a variable {0} already.", newName) : null;
}

export function refusedName(env: EnvDocument, offset: number, newName: string): string | null {
  const found = variableAt(env, offset);
  return found && refusedVariable(env, found.name, newName);
}

export const rename = (env: EnvDocument, offset: number, newName: string): WorkspaceEdit | null =>
  refusedName(env, offset, newName) === null ? renamed(placesAt(env, offset), newName) : null;

/** Null where there is nothing to rename. */
export function renamed(places: readonly Location[], newText: string): WorkspaceEdit | null {
  if (places.length === 0) return null;
  const changes: NonNullable<WorkspaceEdit["changes"]> = {};
  for (const { uri, range } of places) changes[uri] = [...(changes[uri] ?? []), { range, newText }];
  return { changes };
}

export function hover(env: EnvDocument, offset: number): Hover | null {
  const found = env.project && variableAt(env, offset);
  if (!found) return null;
  const uses = placesAt(env, offset).filter((it) => !it.isDefinition).length;
  const counts =
    uses === 1 ? l10n.t("Used once in the compose files.") : l10n.t("Used {0} times in the compose files.", uses);
  const value = uses === 0 ? l10n.t("No compose file uses it by `{0}`.", `\${${found.name}}`) : counts;
  return { contents: { kind: "markdown", value }, range: rangeOf(env.document, found.place) };
}
