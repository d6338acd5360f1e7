/** From a name to where it is defined and used; renaming it everywhere. */
import * as l10n from "@vscode/l10n";
import type { DocumentHighlight, Location, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import { contains } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { isDeclared, type NamedThing, thingAt } from "./symbols-at.ts";

const READ = 2;
const WRITE = 3;

export function definition(file: Dockerfile, offset: number): Location[] | null {
  const span = thingAt(file, offset)?.definition;
  return span ? [{ uri: file.document.uri, range: file.rangeOf(span) }] : null;
}

export function references(file: Dockerfile, offset: number, withDefinition: boolean): Location[] | null {
  const thing = thingAt(file, offset);
  const wanted = thing?.occurrences().filter((it) => withDefinition || !it.isDefinition);
  return wanted?.map(({ span }) => ({ uri: file.document.uri, range: file.rangeOf(span) })) ?? null;
}

export function highlight(file: Dockerfile, offset: number): DocumentHighlight[] | null {
  const occurrences = thingAt(file, offset)?.occurrences();
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
  return thing && { changes: { [file.document.uri]: edits(file, thing, newText) } };
}

function edits(file: Dockerfile, thing: NamedThing, newText: string): TextEdit[] {
  // A number means the stage whatever its name is, unless it is the number that is given a name.
  const occurrences = thing.occurrences();
  const isByNumber = occurrences.some((it) => it.isNumber && it.span.start === thing.at.start);
  const places = occurrences.filter((it) => isByNumber || !it.isNumber);
  const changed = places.map(({ span }) => ({ range: file.rangeOf(span), newText }));
  if (thing.kind !== "stage" || thing.name !== "" || !thing.definition) return changed;
  // Its definition is the image.
  const { end } = file.rangeOf(thing.definition);
  return [{ range: { start: end, end }, newText: ` AS ${newText}` }, ...changed];
}

/** Why a thing cannot be called so; null where it can. */
export function refusedName(file: Dockerfile, offset: number, newName: string): string | null {
  const thing = renameable(file, offset);
  if (!thing) return null;
  switch (thing.kind) {
    case "stage": {
      if (!/^[a-z][a-z0-9_.-]*$/i.test(newName))
        return l10n.t("A stage is named with letters, digits, -, _ and ., a letter first.");
      const isTaken = newName.toLowerCase() !== thing.name && file.stages.byName.has(newName.toLowerCase());
      return isTaken ? l10n.t("There is a stage {0} already.", newName) : null;
    }
    case "variable": {
      if (!/^[A-Za-z_]\w*$/.test(newName))
        return l10n.t("A variable is named with letters, digits and _, no digit first.");
      return newName !== thing.name && isDeclared(file, offset, newName)
        ? l10n.t("There is a variable {0} already.", newName)
        : null;
    }
    case "heredoc":
      if (!/^[A-Za-z_]\w*$/.test(newName)) return l10n.t("The end of a heredoc is named with letters, digits and _.");
      return endsEarlier(file, offset, newName) ? l10n.t("A line of the heredoc is {0} already.", newName) : null;
  }
}

/** A line above its end has the name, or another heredoc of the instruction. */
function endsEarlier(file: Dockerfile, offset: number, name: string): boolean {
  const outer = file.instructionAt(offset);
  const it = outer?.trigger ?? outer;
  const others = it?.heredocs.filter(({ nameWord, terminator }) => {
    const isMeant = contains(nameWord, offset) || (terminator !== null && contains(terminator, offset));
    return !isMeant;
  });
  const lines = it?.heredocs.flatMap((of) => {
    const body = it.bodyText(of);
    return (of.isChomped ? body.replace(/^\t+/gm, "") : body).split(/\r?\n/);
  });
  return (others?.some((of) => of.name === name) || lines?.includes(name)) ?? false;
}

/** The name of the stage that the cursor is on. */
export function stageNameAt(file: Dockerfile, offset: number): string | null {
  const thing = renameable(file, offset);
  return thing?.kind === "stage" && thing.name !== "" ? thing.name : null;
}

function renameable(file: Dockerfile, offset: number): NamedThing | null {
  const thing = thingAt(file, offset);
  return thing && thing.occurrences().length > 0 ? thing : null;
}
