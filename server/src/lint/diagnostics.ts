/** Problems as LSP diagnostics and, with their fixes, as code actions. */
import * as l10n from "@vscode/l10n";
import type { CodeAction, Diagnostic, DiagnosticSeverity, WorkspaceEdit } from "vscode-languageserver-types";
import { rangeOf, type TextDocument, textEdit } from "../text/document.ts";
import type { Edit, Span } from "../text/span.ts";
import { type Fix, fixesOf, messageOf } from "./rule.ts";
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
      ...action(document, fix.title(), "quickfix", fix.edits, [diagnostic(document, problem)]),
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
  fixes.map((fix) => action(document, fix.title(), "quickfix", fix.edits, [diagnostic(document, problem)]));

/** Where a rule can be switched off for more than one file. */
export interface ConfigFile {
  readonly uri: string;
  /** Null when it is not there yet. */
  readonly text: string | null;
}

interface Suppressions {
  readonly inText: (problem: Problem) => readonly Fix[];
  readonly config: ConfigFile | null;
}

/** Ways to switch off what is found in `span`: each rule once. */
export function suppressActions(
  document: TextDocument,
  problems: readonly Problem[],
  span: Span,
  { inText, config }: Suppressions,
): CodeAction[] {
  const seen = new Set<Problem["rule"]>();
  return problems.flatMap((problem) => {
    if (problem.span.start > span.end || span.start > problem.span.end || seen.has(problem.rule)) return [];
    seen.add(problem.rule);
    const found = [diagnostic(document, problem)];
    const actions = inText(problem).map(({ title, edits }) => action(document, title(), "quickfix", edits, found));
    const text = config && ignoredInConfig(config.text ?? "", problem.rule);
    if (!config || text === null) return actions;
    const title = l10n.t("Ignore `{0}` in {1}", problem.rule.id, config.uri.slice(config.uri.lastIndexOf("/") + 1));
    return [...actions, { title, kind: "quickfix", diagnostics: found, edit: configEdit(config, text) }];
  });
}

function configEdit({ uri, text }: ConfigFile, newText: string): WorkspaceEdit {
  const end = (text ?? "").split("\n").length;
  const range = { start: { line: 0, character: 0 }, end: { line: end, character: 0 } };
  const change = { textDocument: { uri, version: null }, edits: [{ range, newText }] };
  return { documentChanges: text === null ? [{ kind: "create", uri }, change] : [change] };
}

/** The action that applies every safe fix, or null when there is none. */
export function fixAll(document: TextDocument, problems: readonly Problem[]): CodeAction | null {
  const edits = safeEdits(problems);
  if (edits.length === 0) return null;
  return action(document, l10n.t("Fix all that is safe to fix"), "source.fixAll.gantry", edits, []);
}

/** The edits of all safe fixes; of two that overlap only the first. */
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

function action(document: TextDocument, title: string, kind: string, edits: readonly Edit[], found: Diagnostic[]) {
  const changes = { [document.uri]: edits.map((it) => textEdit(document, it)) };
  return { title, kind, diagnostics: found, edit: { changes } } satisfies CodeAction;
}
