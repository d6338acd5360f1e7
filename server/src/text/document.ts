/** The text of a document with its lines; the only importer of vscode-languageserver-textdocument. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Range, TextEdit } from "vscode-languageserver-types";
import { eolOf } from "./lines.ts";
import type { Edit, Span } from "./span.ts";

export type { TextDocument } from "vscode-languageserver-textdocument";

type Change = Parameters<typeof TextDocument.update>[1][number];

export const createDocument = (uri: string, languageId: string, version: number, text: string): TextDocument =>
  TextDocument.create(uri, languageId, version, text);

export const updateDocument = (document: TextDocument, changes: Change[], version: number): TextDocument =>
  TextDocument.update(document, changes, version);

export const editedText = (document: TextDocument, edits: TextEdit[]): string =>
  TextDocument.applyEdits(document, edits);

export const rangeOf = (document: TextDocument, span: Span): Range => ({
  start: document.positionAt(span.start),
  end: document.positionAt(span.end),
});

export const spanOf = (document: TextDocument, range: Range): Span => ({
  start: document.offsetAt(range.start),
  end: document.offsetAt(range.end),
});

/** Lines that are inserted end as those of the document. */
export const textEdit = (document: TextDocument, { span, newText }: Edit): TextEdit => ({
  range: rangeOf(document, span),
  newText: newText.includes("\n") ? newText.replace(/\r?\n/g, eolOf(document.getText())) : newText,
});
