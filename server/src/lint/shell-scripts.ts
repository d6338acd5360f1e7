/** The RUNs of a Dockerfile as scripts for ShellCheck, and what it finds in them at its place in the Dockerfile. */
import * as l10n from "@vscode/l10n";
import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { Heredoc, Instruction } from "../dockerfile/instruction.ts";
import { PLATFORM_ARGS, PREDEFINED_ARGS } from "../dockerfile/scopes.ts";
import { heredocScript } from "../dockerfile/script.ts";
import { DEEPEST, type Part } from "../dockerfile/stages.ts";
import type { RuleSeverity } from "../shared/settings.ts";
import type { ShellFinding, ShellPlace } from "../shell/shellcheck.ts";
import { copy } from "../text/copy.ts";
import { KeptWith, onceFor } from "../text/once.ts";
import { replace, type Span } from "../text/span.ts";
import { ignoredAt } from "./ignore-comments.ts";
import type { Finding, Fix } from "./rule.ts";
import type { LintConfig, Problem } from "./run.ts";
import { type PartShells, shellIn, shellsOf } from "./run-shells.ts";
import { shellCheckRule } from "./shellcheck-rules.ts";

export interface ShellScript {
  /** What ShellCheck reads: a shebang, the variables that Docker sets, the script. Two that are equal find the same. */
  readonly program: string;
  /** The lines above the script. */
  readonly head: number;
  readonly lines: readonly ScriptLine[];
}

interface ScriptLine {
  readonly text: string;
  /** Where the characters from `start` to `end` of the line stand in the document, now. */
  readonly span: (piece: Span) => Span;
}

/** Checking takes longer than its length: nobody reads what was found in more. */
const LONGEST = 50_000;
const MOST = 1000;

/** The same objects as for the tree before, where nothing has changed. */
export function shellScripts(file: Dockerfile): ShellScript[] {
  const scripts: ShellScript[] = [];
  for (const shells of shellsOf(file)) {
    for (const it of scriptsOf(shells)) scripts.push(it);
    if (scripts.length >= MOST) return scripts.slice(0, MOST);
  }
  return scripts;
}

const scriptsOf = onceFor(({ part, runs }: PartShells): readonly ShellScript[] =>
  runs.flatMap(({ run, shell }) => {
    const read = readScript(run);
    const interpreter = read.shebang === null ? shell : shellIn(read.shebang);
    if (interpreter === null || read.text === "" || read.text.length > LONGEST) return [];
    const set = read.names.filter((name) => isSetBefore(run, part, name));
    const head = [`#!${interpreter}`, ...read.directives, set.length === 0 ? "" : `export ${set.join("=1 ")}=1`];
    return scriptWith(read, head.join("\n"), head.length);
  }),
);

export interface CheckedScript {
  readonly script: ShellScript;
  readonly findings: readonly ShellFinding[];
}

/** What was found in the scripts, without what comments and settings have switched off. */
export function shellProblems(file: Dockerfile, config: LintConfig, checked: readonly CheckedScript[]): Problem[] {
  if (checked.length === 0) return [];
  const isIgnored = ignoredAt(file, config.ignoresPragmas);
  return checked.flatMap(({ script, findings }) => {
    const problems: Problem[] = [];
    for (const it of findings) {
      const span = spanOf(script, it);
      if (!span) continue;
      const rule = shellCheckRule(it.code);
      const severity = config.severities.get(rule) ?? SEVERITIES[it.severity];
      const fix = fixOf(script, it);
      const finding: Finding = { rule, span, message: it.message.trim(), options: fix ? { fix } : {} };
      if (severity !== "off" && !isIgnored?.(finding)) problems.push({ ...finding, severity });
    }
    return unparsed(problems);
  });
}

/** Where ShellCheck cannot read on it says so several times: what is in the way, in which command, and that it stops there. */
function unparsed(problems: Problem[]): Problem[] {
  const syntax = new Set(problems.map((it) => it.rule).filter((it) => /^SC1\d{3}$/.test(it.id)));
  if (syntax.size < 2 || !STOPPED.some((code) => syntax.has(shellCheckRule(code)))) return problems;
  const together = [...syntax].sort((a, b) => (a.id < b.id ? -1 : 1));
  return problems.map((it) => (syntax.has(it.rule) ? { ...it, options: { ...it.options, together } } : it));
}

const STOPPED: readonly number[] = [1009, 1072, 1073];

/** A script that ShellCheck has no hope for may still build: no finding is an error. */
const SEVERITIES: Readonly<Record<ShellFinding["severity"], Exclude<RuleSeverity, "off">>> = {
  error: "warning",
  warning: "warning",
  info: "information",
  style: "hint",
};

/** What follows from an instruction alone. */
interface ReadScript {
  readonly lines: readonly ScriptLine[];
  /** Empty where there is nothing to check. */
  readonly text: string;
  readonly shebang: string | null;
  /** `# shellcheck …` comments that hold for the whole script: they must stand right below its shebang. */
  readonly directives: readonly string[];
  /** All that could be names of variables. */
  readonly names: readonly string[];
  /** With the head that it last had. */
  last: ShellScript | null;
}

const read = new KeptWith<Instruction, ReadScript>();

function readScript(run: Instruction): ReadScript {
  const existing = read.get(run);
  if (existing) return existing;
  const own = heredocScript(run);
  const lines = run.json ? [] : linesOf(run, own?.heredoc ?? null);
  const text = lines.map((it) => it.text).join("\n");
  const firstCode = lines.findIndex((it) => !/^\s*(?:#|$)/.test(it.text));
  const comments = lines.slice(0, Math.max(firstCode, 0)).map((it) => it.text);
  const script = {
    lines,
    text,
    shebang: own?.program ?? /^#!\s*(\S.*)/.exec(text)?.[1]?.trim() ?? null,
    directives: comments.filter((it) => /^\s*#\s*shellcheck\s/.test(it)),
    names: [...new Set(text.match(/[A-Za-z_]\w*/g))],
    last: null,
  };
  read.set(run, script);
  return script;
}

function scriptWith(script: ReadScript, headText: string, head: number): ShellScript {
  if (script.last?.program.startsWith(`${headText}\n`) && script.last.head === head) return script.last;
  script.last = { program: `${headText}\n${script.text}\n`, head, lines: script.lines };
  return script.last;
}

function linesOf(run: Instruction, script: Heredoc | null): ScriptLine[] {
  if (script) return bodyLines(run, script, script.body.end);
  const from = run.args.from;
  const command = {
    text: run.args.text.replaceAll("\0", " "),
    span: ({ start, end }: Span) => run.word({ start: from + start, end: from + end }),
  };
  return [command, ...run.heredocs.flatMap((it) => bodyLines(run, it, it.terminator?.end ?? it.body.end))];
}

function bodyLines(run: Instruction, heredoc: Heredoc, end: number): ScriptLine[] {
  const base = heredoc.body.start;
  const text = copy(run.bodyText({ ...heredoc, body: { start: base, end } }));
  const lines: ScriptLine[] = [];
  for (const match of text.matchAll(/([^\r\n]*)(?:\r\n?|\n|$)/g)) {
    if (match.index === text.length) break;
    const line = (match[1] ?? "").replaceAll("\0", " ");
    const tabs = heredoc.isChomped ? (/^\t+/.exec(line)?.[0].length ?? 0) : 0;
    const at = match.index + tabs;
    const span = (piece: Span) => ({
      start: heredoc.body.start + at + piece.start,
      end: heredoc.body.start + at + piece.end,
    });
    lines.push({ text: line.slice(tabs), span });
  }
  return lines;
}

const ALWAYS_SET: ReadonlySet<string> = new Set([...PREDEFINED_ARGS, ...PLATFORM_ARGS]);

/** Docker sets the variable: an ARG or ENV above it in its stage, or any of a stage that it is built on. */
function isSetBefore(run: Instruction, part: Part, name: string): boolean {
  if (ALWAYS_SET.has(name)) return true;
  const own = settersIn(part.instructions).get(name);
  if (own && own.start < run.start) return true;
  let base = part.base;
  for (let depth = 0; base && depth < DEEPEST; depth++, base = base.base)
    if (settersIn(base.instructions).has(name)) return true;
  return false;
}

/** The first instruction that sets each variable. */
const settersIn = onceFor((instructions: readonly Instruction[]): ReadonlyMap<string, Instruction> => {
  const first = new Map<string, Instruction>();
  for (const outer of instructions) {
    const setter = outer.trigger ?? outer;
    if (setter.keyword !== "ENV" && setter.keyword !== "ARG") continue;
    for (const { name } of setter.pairs) if (!first.has(name.text)) first.set(name.text, setter);
  }
  return first;
});

function spanOf(script: ShellScript, { line, column, endLine, endColumn }: ShellPlace): Span | null {
  const first = script.lines[line - 1 - script.head];
  const last = script.lines[endLine - 1 - script.head];
  if (!first || !last) return null;
  const from = unitsBefore(first.text, column);
  const to = unitsBefore(last.text, endColumn);
  if (first === last && from === to) {
    // Of the two sides of a line's continuation the one where a word ends.
    const isBehindWord = /\S/.test(first.text[from - 1] ?? "");
    const place = isBehindWord
      ? first.span({ start: from - 1, end: from }).end
      : first.span({ start: from, end: from }).start;
    return { start: place, end: place };
  }
  if (first === last) {
    const { start, end } = first.span({ start: from, end: to });
    return { start, end };
  }
  return { start: first.span({ start: from, end: from }).start, end: last.span({ start: 0, end: to }).end };
}

/** How many UTF-16 units stand before the column of a line. */
function unitsBefore(text: string, column: number): number {
  let at = 0;
  for (let left = column - 1; left > 0 && at < text.length; left--) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

function fixOf(script: ShellScript, { replacements }: ShellFinding): Fix | null {
  const places = replacements.map((it) => spanOf(script, it));
  const edits = places.flatMap((span, i) => (span ? [replace(span, replacements[i]?.text ?? "")] : []));
  if (edits.length === 0 || edits.length < replacements.length) return null;
  return { title: () => l10n.t("Apply ShellCheck's correction"), edits };
}
