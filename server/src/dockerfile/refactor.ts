/** What can be written in other words: every refactoring there is, each offered only where what is built stays the same. */
import type { CodeAction } from "vscode-languageserver-types";
import { textEdit } from "../text/document.ts";
import type { Span } from "../text/span.ts";
import type { Dockerfile } from "./dockerfile.ts";
import { addToCopy } from "./refactorings/add-to-copy.ts";
import { combineRuns } from "./refactorings/combine-runs.ts";
import { equalsSign } from "./refactorings/equals-sign.ts";
import { execForm } from "./refactorings/exec-form.ts";
import { fromHeredoc } from "./refactorings/from-heredoc.ts";
import type { Refactoring } from "./refactorings/refactoring.ts";
import { shellForm } from "./refactorings/shell-form.ts";
import { sortPackages } from "./refactorings/sort-packages.ts";
import { splitStage } from "./refactorings/split-stage.ts";
import { toHeredoc } from "./refactorings/to-heredoc.ts";

const ALL: readonly Refactoring[] = [
  toHeredoc,
  fromHeredoc,
  combineRuns,
  sortPackages,
  execForm,
  shellForm,
  equalsSign,
  addToCopy,
  splitStage,
];

export function refactorings(file: Dockerfile, selection: Span): CodeAction[] {
  const it = file.instructionAt(selection.start) ?? file.instructionAt(selection.end);
  if (!it || it.trigger || file.commentAt(selection.start)) return [];
  return ALL.flatMap((refactoring) => refactoring(file, it, selection) ?? []).map(({ title, kind, edits }) => ({
    title,
    kind,
    edit: { changes: { [file.document.uri]: edits.map((edit) => textEdit(file.document, edit)) } },
  }));
}
