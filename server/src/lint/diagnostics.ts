/** Problems as LSP diagnostics and, with their fixes, as code actions. */
import * as l10n from "@vscode/l10n";
import type { CodeAction, Diagnostic, DiagnosticSeverity, WorkspaceEdit } from "vscode-languageserver-types";
import type { FileChange } from "../shared/protocol.ts";
import { createDocument, editedText, rangeOf, type TextDocument, textEdit } from "../text/document.ts";
import type { Edit, Span } from "../text/span.ts";
import { type Fix, fixesOf, messageOf, type OtherFile, type Rule, rulesOf } from "./rule.ts";
import type { Problem } from "./run.ts";
import { ignoredInConfig } from "./suppress.ts";

const SEVERITIES: Readonly<Record<Problem["severity"], DiagnosticSeverity>> = {
  error: 1,
  warning: 2,
  information: 3,
  hint: 4,
};
const TAGS = { unnecessary: 1, deprecated: 2 } as const;

/** VS Code shows no more of a file; sending them would only take time. */
const SHOWN = 1000;

/** All problems, or of too many the most severe ones, in their order. */
export function mostSevere(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= SHOWN) return problems;
  const bySeverity = [...problems].sort((a, b) => SEVERITIES[a.severity] - SEVERITIES[b.severity]);
  const shown = new Set(bySeverity.slice(0, SHOWN));
  return problems.filter((it) => shown.has(it));
}

export function diagnostic(document: TextDocument, problem: Problem): Diagnostic {
  const { related, tag } = problem.options;
  return {
    range: rangeOf(document, problem.span),
    severity: SEVERITIES[problem.severity],
    code: problem.rule.id,
    ...(problem.rule.url && { codeDescription: { href: problem.rule.url } }),
    source: "gantry",
    message: messageOf(problem),
    ...(tag && { tags: [TAGS[tag]] }),
    ...(related && {
      relatedInformation: related.map((it) => ({
        location: { uri: document.uri, range: rangeOf(document, it.span) },
        message: it.message(),
      })),
    }),
  };
}

/** The fixes for what is found in `span`, and one for everything that is safe to fix at once. */
export function codeActions(document: TextDocument, problems: readonly Problem[], span: Span): CodeAction[] {
  const here = problems.filter((it) => it.span.start <= span.end && span.start <= it.span.end);
  const fixed = here.filter((it) => fixesOf(it).length > 0);
  const actions = fixed.flatMap((problem) =>
    fixesOf(problem).map((fix, index) => ({
      ...fixAction(document, problem, fix),
      isPreferred: index === 0 && isSafe(problem, fix),
    })),
  );
  for (const rule of new Set(fixed.filter((it) => it.rule.fixable === "safe").map((it) => it.rule))) {
    const alike = problems.filter((it) => it.rule === rule);
    const edits = safeEdits(alike);
    if (alike.length < 2 || edits.length === 0) continue;
    const title = l10n.t("Fix all `{0}` in this file", rule.id);
    const found = here.filter((it) => it.rule === rule).map((it) => diagnostic(document, it));
    actions.push({ ...action(document, title, "quickfix", edits, found), isPreferred: false });
  }
  return actions;
}

/** Fixes of one problem that are found only when somebody asks for them. */
export const offered = (document: TextDocument, problem: Problem, fixes: readonly Fix[]): CodeAction[] =>
  fixes.map((fix) => fixAction(document, problem, fix));

/** How a rule is switched off for more than one file. */
export interface Configuration {
  /** The project's own, there or not; null where there can be none. */
  readonly file: OtherFile | null;
  /** The rules of which the editor's settings say something: that holds, whatever the project says. */
  readonly chosen: ReadonlySet<Rule>;
  /** The editor has VS Code's command for that. */
  readonly showsSettings: boolean;
}

/** Ways to switch off what is found in `span`: each rule once. */
export function suppressActions(
  document: TextDocument,
  problems: readonly Problem[],
  span: Span,
  inText: (problem: Problem) => readonly Fix[],
  { file, chosen, showsSettings }: Configuration,
): CodeAction[] {
  const seen = new Set<Rule>();
  return problems.flatMap((problem) => {
    const { rule } = problem;
    if (problem.span.start > span.end || span.start > problem.span.end || seen.has(rule)) return [];
    for (const it of rulesOf(problem)) seen.add(it);
    const actions = offered(document, problem, inText(problem));
    if (chosen.has(rule)) return showsSettings ? [...actions, settingsAction(document, problem)] : actions;
    const inConfig = file && ignoredInConfig(document.uri, file, rulesOf(problem));
    return inConfig ? [...actions, fixAction(document, problem, inConfig)] : actions;
  });
}

function settingsAction(document: TextDocument, problem: Problem): CodeAction {
  const title = l10n.t("Show the setting for `{0}`", problem.rule.id);
  const command = { title, command: "workbench.action.openSettings", arguments: ["@id:gantry.lint.rules"] };
  return { title, kind: "quickfix", diagnostics: [diagnostic(document, problem)], command };
}

/** The action that makes the edits of every safe fix, or null when there are none. */
export function fixAll(document: TextDocument, edits: readonly Edit[]): CodeAction | null {
  if (edits.length === 0) return null;
  return action(document, l10n.t("Fix all that is safe to fix"), "source.fixAll.gantry", edits, []);
}

/** The edits of all safe fixes in order; of two that overlap only the first. */
export function safeEdits(problems: readonly Problem[]): Edit[] {
  const edits: Edit[] = [];
  let end = -1;
  for (const problem of problems) {
    const fix = fixesOf(problem).find((it) => isSafe(problem, it));
    if (!fix) continue;
    const sorted = [...fix.edits].sort((a, b) => a.span.start - b.span.start);
    if ((sorted[0]?.span.start ?? 0) <= end) continue;
    edits.push(...sorted);
    end = sorted.at(-1)?.span.end ?? end;
  }
  return edits;
}

const isSafe = (problem: Problem, fix: Fix): boolean => problem.rule.fixable === "safe" && !fix.assist;

function fixAction(document: TextDocument, problem: Problem, { title, edits, file }: Fix): CodeAction {
  const fix = action(document, title(), "quickfix", edits, [diagnostic(document, problem)]);
  return file ? { ...fix, ...changeOf(file, edits) } : fix;
}

/** For editors with the command that makes a FileChange, and for those without. */
function changeOf({ uri, text }: OtherFile, edits: readonly Edit[]): { edit: WorkspaceEdit; data: FileChange } {
  const document = createDocument(uri, "", 0, text ?? "");
  const changes = edits.map((it) => textEdit(document, it));
  const change = { textDocument: { uri, version: null }, edits: changes };
  return {
    edit: { documentChanges: text === null ? [{ kind: "create", uri }, change] : [change] },
    data: { uri, before: text, after: editedText(document, changes) },
  };
}

function action(document: TextDocument, title: string, kind: string, edits: readonly Edit[], found: Diagnostic[]) {
  const changes = { [document.uri]: edits.map((it) => textEdit(document, it)) };
  return { title, kind, diagnostics: found, edit: { changes } } satisfies CodeAction;
}
