/** From a name to where it is defined and used; renaming it everywhere. */
import type { DocumentHighlight, Location, Range, WorkspaceEdit } from "vscode-languageserver-types";
import type { Dockerfile } from "./dockerfile.ts";
import { type NamedThing, thingAt } from "./symbols-at.ts";

const READ = 2;
const WRITE = 3;

export function definition(file: Dockerfile, offset: number): Location[] | null {
  const span = thingAt(file, offset)?.definition;
  return span ? [{ uri: file.document.uri, range: file.rangeOf(span) }] : null;
}

export function references(file: Dockerfile, offset: number, withDefinition: boolean): Location[] | null {
  const thing = thingAt(file, offset);
  const wanted = thing?.occurrences.filter((it) => withDefinition || !it.isDefinition);
  return wanted?.map(({ span }) => ({ uri: file.document.uri, range: file.rangeOf(span) })) ?? null;
}

export function highlight(file: Dockerfile, offset: number): DocumentHighlight[] | null {
  const occurrences = thingAt(file, offset)?.occurrences;
  return (
    occurrences?.map(({ span, isDefinition }) => ({ range: file.rangeOf(span), kind: isDefinition ? WRITE : READ })) ??
    null
  );
}

export function prepareRename(file: Dockerfile, offset: number): Range | null {
  const thing = renameable(file, offset);
  return thing && file.rangeOf(thing.at);
}

export function rename(file: Dockerfile, offset: number, newText: string): WorkspaceEdit | null {
  const thing = renameable(file, offset);
  if (!thing) return null;
  return {
    changes: { [file.document.uri]: thing.occurrences.map(({ span }) => ({ range: file.rangeOf(span), newText })) },
  };
}

/** The name of the stage that the cursor is on. */
export function stageNameAt(file: Dockerfile, offset: number): string | null {
  const thing = renameable(file, offset);
  return thing?.kind === "stage" ? thing.name : null;
}

/** A stage that is named only by its number has no name to change. */
function renameable(file: Dockerfile, offset: number): NamedThing | null {
  const thing = thingAt(file, offset);
  return thing && thing.occurrences.length > 0 ? thing : null;
}
