/** From a name to where it is made and where else it is used, in all files of the project. */
import type { DocumentHighlight, Location } from "vscode-languageserver-types";
import type { ComposeFile } from "./compose-file.ts";
import { definitionOfVariable, uriOf, variableAt } from "./env.ts";
import { linkAt } from "./links.ts";
import { otherFile, projectOf, takersOf } from "./project.ts";
import { type Occurrence, occurrenceAt, occurrencesOf, sameAs } from "./references.ts";
import { targetAt } from "./stages.ts";
import { placesOfVariable } from "./variable-places.ts";

export function definition(file: ComposeFile, offset: number): Location[] | null {
  const found = occurrenceAt(file, offset);
  const places = found ? definitionsOf(file, found) : [];
  if (places.length > 0) return places.slice(0, 1);
  const variable = definitionOfVariable(file, offset);
  if (variable) return [variable];
  const target = targetAt(file, offset)?.definition;
  if (target) return [target];
  const link = found ? null : linkAt(file, offset);
  if (!link?.target.startsWith("file:")) return null;
  return [{ uri: link.target, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }];
}

function definitionsOf(file: ComposeFile, it: Occurrence): Location[] {
  if (it.kind === "anchors") return locations(file, it, true);
  if (it.file) {
    const uri = uriOf(file, it.file.value);
    const other = uri === null ? null : otherFile(file, uri);
    return other ? locations(other, it, true) : [];
  }
  return projectOf(file).files.flatMap((other) => locations(other, it, true));
}

export function references(file: ComposeFile, offset: number, withDefinition: boolean): Location[] | null {
  const variable = variableAt(file, offset);
  if (variable) return variableReferences(file, variable.variable.name, withDefinition);
  const found = occurrenceAt(file, offset);
  if (!found) return targetReferences(file, offset, withDefinition);
  return placesOf(file, found)
    .filter(({ place }) => withDefinition || !place.isDefinition)
    .map(({ file: other, place }) => ({ uri: other.document.uri, range: other.rangeOf(place.span) }));
}

interface PlaceOf {
  readonly file: ComposeFile;
  readonly place: Occurrence;
}

/** Everywhere that a thing is named: in its project, and in files that extend it. */
export function placesOf(file: ComposeFile, found: Occurrence): PlaceOf[] {
  const places = (other: ComposeFile, all: readonly Occurrence[]): PlaceOf[] =>
    all.map((place) => ({ file: other, place }));
  if (found.kind === "anchors") return places(file, sameAs(file, found));
  const uri = found.file ? uriOf(file, found.file.value) : file.document.uri;
  const home = found.file ? uri && otherFile(file, uri) : file;
  if (!home) return places(file, sameElsewhere(file, found));
  const others = found.kind === "services" ? takersOf(home).extending : [];
  const extending = [file, ...others.filter((other) => other.document.uri !== file.document.uri)];
  return [
    ...projectOf(home).files.flatMap((other) => places(other, usesFirst(sameAs(other, found)))),
    ...extending.flatMap((other) => places(other, extensionsOf(other, found.name, home.document.uri))),
  ];
}

const usesFirst = (all: readonly Occurrence[]): readonly Occurrence[] =>
  all.toSorted((a, b) => Number(a.isDefinition) - Number(b.isDefinition));

/** Where a service of another file is extended. */
const extensionsOf = (file: ComposeFile, name: string, uri: string): Occurrence[] =>
  occurrencesOf(file).filter((it) => it.name === name && it.file && uriOf(file, it.file.value) === uri);

const variableReferences = (file: ComposeFile, name: string, withDefinition: boolean): Location[] =>
  placesOfVariable(file, name)
    .filter((it) => withDefinition || !it.isDefinition)
    .map(({ uri, range }) => ({ uri, range }));

function targetReferences(file: ComposeFile, offset: number, withDefinition: boolean): Location[] | null {
  const target = targetAt(file, offset);
  if (!target) return null;
  const { definition: defined, places } = target;
  const isDefinition = (it: Location): boolean =>
    it.uri === defined?.uri && it.range.start.line === defined.range.start.line;
  return places.filter((it) => withDefinition || !isDefinition(it));
}

function locations(file: ComposeFile, it: Occurrence, definitions: boolean): Location[] {
  return sameAs(file, it)
    .filter((other) => other.isDefinition === definitions)
    .map((other) => ({ uri: file.document.uri, range: file.rangeOf(other.span) }));
}

const READ = 2;
const WRITE = 3;

export function highlight(file: ComposeFile, offset: number): DocumentHighlight[] | null {
  const variable = variableAt(file, offset);
  if (variable) {
    const places = placesOfVariable(file, variable.variable.name);
    return places.filter((it) => it.uri === file.document.uri).map(({ range }) => ({ range, kind: READ }));
  }
  const found = occurrenceAt(file, offset);
  if (!found) return targetHighlights(file, offset);
  return (found.file ? sameElsewhere(file, found) : sameAs(file, found)).map((it) => ({
    range: file.rangeOf(it.span),
    kind: it.isDefinition ? WRITE : READ,
  }));
}

function targetHighlights(file: ComposeFile, offset: number): DocumentHighlight[] | null {
  const places = targetAt(file, offset)?.places.filter((it) => it.uri === file.document.uri);
  return places?.map(({ range }) => ({ range, kind: READ })) ?? null;
}

/** The uses of a service of one other file. */
export const sameElsewhere = (file: ComposeFile, found: Occurrence): readonly Occurrence[] =>
  occurrencesOf(file).filter((it) => it.name === found.name && it.file?.value === found.file?.value);
